package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.ImageKernel;

/**
 * 3×3 convolution of 8-bit RGB pixels: converts the image to floats, then convolves some rows at a
 * time.
 */
final class VectorStem implements ImageKernel {
  /** Number of outputs that stay in the second-level cache until they are activated. */
  private static final int BLOCK = 1 << 16;

  private final ConvGeometry window;
  private final PaddedImage image;
  private final ConvolvedRows rows;

  /** Number of floats per output row. */
  private final int outputRow;

  VectorStem(ConvGeometry window, ConvLayer convolution, float[] padding) {
    this.window = window;
    image = new PaddedImage(window, padding);
    rows = new ConvolvedRows(window, image, convolution);
    outputRow = window.outputWidth() * convolution.filters().count();
  }

  @Override
  public int scratch() {
    return image.size();
  }

  @Override
  public void run(byte[] rgb, float[] memory, int output, int scratch) {
    image.fill(rgb, memory, scratch);
    int step = Math.max(BLOCK / outputRow, 1);
    for (int row = 0; row < window.outputHeight(); row += step) {
      int count = Math.min(step, window.outputHeight() - row);
      rows.write(memory, scratch, row, count, output + row * outputRow, outputRow, scratch);
    }
  }
}
