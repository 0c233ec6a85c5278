package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * An image as floats with its padding, {@code [row][column][channel]}, for the rows and columns
 * that the windows cover. Each row of a window is then consecutive in memory.
 */
final class PaddedImage {
  private static final int CHANNELS = 3;

  /** As many bytes as a vector has lanes, but at least 8: there is no vector of four bytes. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(Lanes.COUNT * Byte.SIZE, 64)));

  private final ConvGeometry window;
  private final float[] padding;
  private final int rows;
  private final int columns;

  /**
   * Creates the geometry of a padded image.
   *
   * @param padding value of a padded pixel, one number per channel
   */
  PaddedImage(ConvGeometry window, float[] padding) {
    this.window = window;
    this.padding = padding.clone();
    rows = window.reached(window.outputHeight());
    columns = window.reached(window.outputWidth());
  }

  /** Returns the number of floats from one column to the next. */
  static int pixelStride() {
    return CHANNELS;
  }

  /** Returns the number of floats from one row to the next. */
  int rowStride() {
    return columns * CHANNELS;
  }

  /** Returns the number of floats of the whole image, rounded up to whole vectors. */
  int size() {
    return Lanes.wholeVectors(Math.multiplyExact(rows, rowStride()));
  }

  /** Writes the image {@code [H][W][3]} with its padding. */
  void fill(byte[] rgb, float[] memory, int output) {
    int end = Math.min(columns, window.left() + window.inputWidth());
    for (int row = 0; row < rows; row++) {
      int start = output + row * rowStride();
      int y = row - window.top();
      if (y < 0 || y >= window.inputHeight()) {
        pad(memory, start, 0, columns);
      } else {
        pad(memory, start, 0, window.left());
        int from = y * window.inputWidth() * CHANNELS;
        int count = (end - window.left()) * CHANNELS;
        widen(rgb, from, memory, start + window.left() * CHANNELS, count);
        pad(memory, start, end, columns);
      }
    }
  }

  private void pad(float[] memory, int row, int first, int end) {
    for (int column = first; column < end; column++) {
      System.arraycopy(padding, 0, memory, row + column * CHANNELS, CHANNELS);
    }
  }

  private static void widen(byte[] rgb, int from, float[] memory, int to, int count) {
    if (count < Lanes.COUNT || Lanes.COUNT < BYTES.length()) {
      for (int i = 0; i < count; i++) {
        memory[to + i] = rgb[from + i] & 0xFF;
      }
      return;
    }
    IntVector unsigned = IntVector.broadcast(IntLanes.SPECIES, 0xFF);
    for (int next = 0; next < count; next += Lanes.COUNT) {
      // The last vector overlaps the one before it instead of reaching past the end.
      int i = Math.min(next, count - Lanes.COUNT);
      IntVector values =
          (IntVector)
              ByteVector.fromArray(BYTES, rgb, from + i)
                  .convertShape(VectorOperators.B2I, IntLanes.SPECIES, 0);
      FloatVector floats =
          (FloatVector) values.and(unsigned).convertShape(VectorOperators.I2F, Lanes.SPECIES, 0);
      floats.intoArray(memory, to + i);
    }
  }
}
