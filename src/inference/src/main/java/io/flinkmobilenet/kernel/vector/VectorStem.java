package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.ImageKernel;

/** 3×3 convolution of 8-bit RGB pixels: converts the image to floats, then convolves all rows. */
final class VectorStem implements ImageKernel {
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
    rows.write(memory, scratch, 0, window.outputHeight(), output, outputRow, scratch);
  }
}
