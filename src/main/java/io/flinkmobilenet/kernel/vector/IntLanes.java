package io.flinkmobilenet.kernel.vector;

import jdk.incubator.vector.VectorSpecies;

/** The vectors of {@link Lanes}, of integers. */
final class IntLanes {
  /** As many as {@link Lanes#COUNT}. */
  static final VectorSpecies<Integer> SPECIES =
      VectorSpecies.of(int.class, Lanes.SPECIES.vectorShape());

  private IntLanes() {}
}
