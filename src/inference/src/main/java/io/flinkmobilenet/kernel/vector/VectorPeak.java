package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.PeakProbe;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * Twelve independent chains of multiply-adds. Two units with a latency of four cycles need eight
 * chains; twelve fit into the registers of every CPU.
 */
final class VectorPeak implements PeakProbe {
  private static final int CHAINS = 12;

  @Override
  public long run(float[] memory, int rounds) {
    final int lanes = Lanes.COUNT;
    FloatVector factor = FloatVector.broadcast(Lanes.SPECIES, 0.5f);
    FloatVector a0 = FloatVector.fromArray(Lanes.SPECIES, memory, 0);
    FloatVector a1 = FloatVector.fromArray(Lanes.SPECIES, memory, lanes);
    FloatVector a2 = FloatVector.fromArray(Lanes.SPECIES, memory, 2 * lanes);
    FloatVector a3 = FloatVector.fromArray(Lanes.SPECIES, memory, 3 * lanes);
    FloatVector a4 = FloatVector.fromArray(Lanes.SPECIES, memory, 4 * lanes);
    FloatVector a5 = FloatVector.fromArray(Lanes.SPECIES, memory, 5 * lanes);
    FloatVector a6 = FloatVector.fromArray(Lanes.SPECIES, memory, 6 * lanes);
    FloatVector a7 = FloatVector.fromArray(Lanes.SPECIES, memory, 7 * lanes);
    FloatVector a8 = FloatVector.fromArray(Lanes.SPECIES, memory, 8 * lanes);
    FloatVector a9 = FloatVector.fromArray(Lanes.SPECIES, memory, 9 * lanes);
    FloatVector a10 = FloatVector.fromArray(Lanes.SPECIES, memory, 10 * lanes);
    FloatVector a11 = FloatVector.fromArray(Lanes.SPECIES, memory, 11 * lanes);
    for (int round = 0; round < rounds; round++) {
      a0 = a0.fma(factor, factor);
      a1 = a1.fma(factor, factor);
      a2 = a2.fma(factor, factor);
      a3 = a3.fma(factor, factor);
      a4 = a4.fma(factor, factor);
      a5 = a5.fma(factor, factor);
      a6 = a6.fma(factor, factor);
      a7 = a7.fma(factor, factor);
      a8 = a8.fma(factor, factor);
      a9 = a9.fma(factor, factor);
      a10 = a10.fma(factor, factor);
      a11 = a11.fma(factor, factor);
    }
    a0.intoArray(memory, 0);
    a1.intoArray(memory, lanes);
    a2.intoArray(memory, 2 * lanes);
    a3.intoArray(memory, 3 * lanes);
    a4.intoArray(memory, 4 * lanes);
    a5.intoArray(memory, 5 * lanes);
    a6.intoArray(memory, 6 * lanes);
    a7.intoArray(memory, 7 * lanes);
    a8.intoArray(memory, 8 * lanes);
    a9.intoArray(memory, 9 * lanes);
    a10.intoArray(memory, 10 * lanes);
    a11.intoArray(memory, 11 * lanes);
    return (long) rounds * CHAINS * lanes;
  }
}
