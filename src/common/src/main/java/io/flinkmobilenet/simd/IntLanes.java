package io.flinkmobilenet.simd;

import jdk.incubator.vector.VectorSpecies;

/** Integer vectors of the same shape as the vectors of {@link Lanes}. */
public final class IntLanes {
  /** Has as many lanes as {@link Lanes#COUNT}. */
  public static final VectorSpecies<Integer> SPECIES =
      VectorSpecies.of(int.class, Lanes.SPECIES.vectorShape());

  private IntLanes() {}
}
