package io.flinkmobilenet.kernel;

/** Eight independent chains of plain multiplications and additions. */
final class ScalarPeak implements PeakProbe {
  @Override
  public long run(float[] memory, int rounds) {
    float a = memory[0];
    float b = memory[1];
    float c = memory[2];
    float d = memory[3];
    float e = memory[4];
    float f = memory[5];
    float g = memory[6];
    float h = memory[7];
    for (int round = 0; round < rounds; round++) {
      a = a * 0.5f + 0.5f;
      b = b * 0.5f + 0.5f;
      c = c * 0.5f + 0.5f;
      d = d * 0.5f + 0.5f;
      e = e * 0.5f + 0.5f;
      f = f * 0.5f + 0.5f;
      g = g * 0.5f + 0.5f;
      h = h * 0.5f + 0.5f;
    }
    memory[0] = a + b + c + d + e + f + g + h;
    return 8L * rounds;
  }
}
