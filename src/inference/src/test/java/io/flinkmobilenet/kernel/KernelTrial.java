package io.flinkmobilenet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;

/**
 * Runs a kernel and the scalar one on the same operands, with each slice in a memory full of NaN: a
 * read from elsewhere spoils the result, and a write to elsewhere is found.
 */
final class KernelTrial {
  private static final int GAP = 67;

  private final Random random;

  KernelTrial(long seed) {
    random = new Random(seed);
  }

  float[] floats(int count, float scale) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (random.nextFloat() * 2 - 1) * scale;
    }
    return values;
  }

  Filters filters(int count, int taps) {
    return new Filters(count, taps, floats(count * taps, 1), floats(count, 2));
  }

  void compare(
      String what, Kernel tested, Kernel scalar, int inputs, int outputs, int taps, boolean adds) {
    float[] input = floats(inputs, 4);
    float[] residual = floats(outputs, 4);
    int inputAt = GAP;
    int residualAt = inputAt + inputs + GAP;
    int outputAt = residualAt + outputs + GAP;
    int scratchAt = outputAt + outputs + GAP;
    float[] expected = nans(scratchAt + scalar.scratch() + GAP);
    float[] found = nans(scratchAt + tested.scratch() + GAP);
    for (float[] memory : new float[][] {expected, found}) {
      System.arraycopy(input, 0, memory, inputAt, inputs);
      if (adds) {
        System.arraycopy(residual, 0, memory, residualAt, outputs);
      }
    }
    int from = adds ? residualAt : Kernel.NO_RESIDUAL;

    scalar.run(expected, inputAt, from, outputAt, scratchAt);
    tested.run(found, inputAt, from, outputAt, scratchAt);

    assertThat(Arrays.copyOfRange(found, inputAt, inputAt + inputs)).isEqualTo(input);
    check(what, expected, found, outputAt, outputs, taps);
    assertUntouched(what, found, 0, inputAt);
    assertUntouched(what, found, inputAt + inputs, residualAt);
    if (!adds) {
      assertUntouched(what, found, residualAt, residualAt + outputs);
    }
    assertUntouched(what, found, residualAt + outputs, outputAt);
    assertUntouched(what, found, scratchAt + tested.scratch(), found.length);
  }

  void compare(String what, ImageKernel tested, ImageKernel scalar, int bytes, int outputs) {
    byte[] rgb = new byte[bytes];
    random.nextBytes(rgb);
    int outputAt = GAP;
    int scratchAt = outputAt + outputs + GAP;
    float[] expected = nans(scratchAt + scalar.scratch() + GAP);
    float[] found = nans(scratchAt + tested.scratch() + GAP);

    scalar.run(rgb, expected, outputAt, scratchAt);
    tested.run(rgb, found, outputAt, scratchAt);

    // Pixels are up to 255, other inputs up to 4.
    check(what, expected, found, outputAt, outputs, 27 * 64);
    assertUntouched(what, found, 0, outputAt);
    assertUntouched(what, found, scratchAt + tested.scratch(), found.length);
  }

  private static void check(
      String what, float[] expected, float[] found, int outputAt, int outputs, int taps) {
    // Half a unit in the last place of a sum of products up to 4, for each product.
    float tolerance = 4 * (taps + 1) * 0x1p-22f;
    for (int i = 0; i < outputs; i++) {
      assertThat(found[outputAt + i])
          .as("%s, output %d of %d", what, i, outputs)
          .isCloseTo(expected[outputAt + i], within(tolerance));
    }
    assertUntouched(what, found, outputAt + outputs, outputAt + outputs + GAP);
  }

  private static void assertUntouched(String what, float[] memory, int from, int to) {
    for (int i = from; i < to; i++) {
      assertThat(memory[i]).as("%s, outside at %d", what, i).isNaN();
    }
  }

  private static float[] nans(int count) {
    float[] memory = new float[count];
    Arrays.fill(memory, Float.NaN);
    return memory;
  }
}
