package io.flinkmobilenet.image.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flinkmobilenet.simd.VectorWidths;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Vector kernels of every width give exactly the pixels of the scalar kernels. */
class PixelKernelsTest {
  private static final PixelKernels SCALAR = new ScalarPixels();
  private static final int LONGEST = 70;

  private static List<PixelKernels> widths;

  private final Random random = new Random(11);

  @BeforeAll
  static void loadEveryWidth() {
    assumeTrue(VectorWidths.expected(), "absent: module jdk.incubator.vector");
    widths =
        VectorWidths.all(
            PixelKernels.class, "io.flinkmobilenet.image.arithmetic.vector.VectorPixels");
  }

  @Test
  void haveTheLanesOfTheirWidth() {
    assertThat(widths).extracting(PixelKernels::lanes).containsExactly(4, 8, 16);
  }

  /** Holds for all numbers, with those that overflow and for blocks without coefficients. */
  @Test
  void transformBlocks() {
    for (int i = 0; i < 600; i++) {
      long present = present(i);
      int largest = 1 << random.nextInt(32);
      for (PixelKernels kernels : widths) {
        int lanes = kernels.lanes();
        int[] blocks = new int[64 * lanes];
        for (int place = 0; place < blocks.length; place++) {
          boolean zero = (present >>> place / lanes & 1) == 0 || random.nextInt(5) == 0;
          blocks[place] =
              zero ? 0 : (random.nextInt() & largest - 1) * (random.nextBoolean() ? 1 : -1);
        }
        int[] before = blocks.clone();
        int[] found = new int[64 * lanes];
        kernels.inverseDct(blocks, present, found);

        assertThat(blocks).containsOnly(0);
        for (int lane = 0; lane < lanes; lane++) {
          int[] expected = new int[64];
          SCALAR.inverseDct(lane(before, lane, lanes), present, expected);
          assertThat(lane(found, lane, lanes))
              .as("%d of %d lanes, present %x, up to %d", lane, lanes, present, largest)
              .isEqualTo(expected);
        }
      }
    }
  }

  private long present(int trial) {
    return switch (trial % 6) {
      case 0 -> -1L;
      case 1 -> 1L;
      case 2 -> 0x0101010101010101L;
      case 3 -> 0x0f0f0f0fL;
      case 4 -> random.nextLong() | 1;
      default -> 0L;
    };
  }

  @Test
  void convertEveryColour() {
    int[] luma = new int[1 << 16];
    int[] chroma = new int[1 << 16];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = i * 7 & 0xff;
      chroma[i] = i >> 8;
    }
    int[] other = new int[1 << 16];
    for (int i = 0; i < other.length; i++) {
      other[i] = i & 0xff;
    }
    convert(luma, 0, chroma, 0, other, 0, luma.length);
  }

  @Test
  void convertRowsOfAnyWidth() {
    int[] levels = levels(3 * LONGEST + 9);
    for (int width = 1; width <= LONGEST; width++) {
      convert(levels, 1, levels, LONGEST + 3, levels, 2 * LONGEST + 5, width);
    }
  }

  private static void convert(
      int[] luma, int lumaAt, int[] cb, int cbAt, int[] cr, int crAt, int width) {
    int[] expected = new int[width];
    SCALAR.convert(luma, lumaAt, cb, cbAt, cr, crAt, expected, width);
    for (PixelKernels kernels : widths) {
      int[] found = new int[width];
      kernels.convert(luma, lumaAt, cb, cbAt, cr, crAt, found, width);
      assertThat(found).as("%d lanes, width %d", kernels.lanes(), width).isEqualTo(expected);
    }
  }

  @Test
  void interpolateRowsOfAnyWidth() {
    for (int count = 1; count <= LONGEST; count++) {
      int[] samples = levels(2 * count + 3);
      for (int shift : new int[] {0, 2}) {
        int bias = random.nextInt(3);
        int[] expected = new int[count + 2];
        SCALAR.interpolate(samples, 1, count + 3, bias, shift, expected, 1, count);
        for (PixelKernels kernels : widths) {
          int[] found = new int[count + 2];
          kernels.interpolate(samples, 1, count + 3, bias, shift, found, 1, count);
          assertThat(found).as("%d lanes, %d samples", kernels.lanes(), count).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void spreadRowsOfAnyWidth() {
    for (int count = 1; count <= LONGEST; count++) {
      int[] row = random.ints(count + 2, 0, 4 * 255 + 1).toArray();
      for (int shift : new int[] {2, 4}) {
        int[] expected = new int[2 * count];
        SCALAR.spread(row, 1, 7, shift, expected, count);
        for (PixelKernels kernels : widths) {
          int[] found = new int[2 * count];
          kernels.spread(row, 1, 7, shift, found, count);
          assertThat(found).as("%d lanes, %d samples", kernels.lanes(), count).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void narrowRows() {
    for (int count = 1; count <= 20; count++) {
      int inputs = count + random.nextInt(40);
      ResizeTaps taps = taps(inputs, count, 1 + random.nextInt(30), random.nextBoolean());
      for (PixelKernels kernels : widths) {
        int lanes = kernels.lanes();
        int[] columns = pixels(inputs * lanes);
        int[] found = new int[taps.outputs() * lanes];
        kernels.narrow(columns, 5, taps, found);
        for (int lane = 0; lane < lanes; lane++) {
          int[] expected = new int[taps.outputs()];
          SCALAR.narrow(lane(columns, lane, lanes), 5, taps, expected);
          assertThat(lane(found, lane, lanes))
              .as("%d of %d lanes, %d taps", lane, lanes, count)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void blendRows() {
    for (int width = 1; width <= LONGEST; width++) {
      int ring = 1 + random.nextInt(12);
      int count = 1 + random.nextInt(ring);
      int first = random.nextInt(ring);
      int[] rows = pixels(ring * width + random.nextInt(100));
      int[] weights = taps(count, count, 2, random.nextBoolean()).weights();
      int[] expected = new int[width];
      SCALAR.blend(rows, ring, first, weights, count, count, expected, width);
      for (PixelKernels kernels : widths) {
        int[] found = new int[width];
        kernels.blend(rows, ring, first, weights, count, count, found, width);
        assertThat(found).as("%d lanes, width %d", kernels.lanes(), width).isEqualTo(expected);
      }
    }
  }

  /**
   * Weights whose rounding makes white exceed 255; with negative ones among them, sums are below 0
   * and above 255.
   */
  private ResizeTaps taps(int inputs, int count, int outputs, boolean negative) {
    int[] first = new int[outputs];
    int[] weights = new int[outputs * count];
    for (int x = 0; x < outputs; x++) {
      first[x] = 5 + random.nextInt(inputs - count + 1);
      int left = (1 << PixelKernels.WEIGHT_BITS) + count;
      for (int tap = 0; tap < count; tap++) {
        int weight = tap == count - 1 ? left : random.nextInt(left + 1);
        weights[x * count + tap] = negative && tap % 2 == x % 2 ? -weight / 2 : weight;
        left -= weight;
      }
    }
    return new ResizeTaps(first, count, weights);
  }

  private int[] levels(int length) {
    return random.ints(length, 0, 256).toArray();
  }

  /** Pixels alternate between white and black. */
  private int[] pixels(int length) {
    int[] pixels = random.ints(length, 0, 1 << 24).toArray();
    for (int i = 0; i < length; i += 2) {
      pixels[i] = random.nextBoolean() ? 0xffffff : 0;
    }
    return pixels;
  }

  private static int[] lane(int[] values, int lane, int lanes) {
    int[] one = new int[values.length / lanes];
    for (int i = 0; i < one.length; i++) {
      one[i] = values[i * lanes + lane];
    }
    return one;
  }
}
