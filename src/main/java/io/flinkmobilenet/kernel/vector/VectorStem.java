package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.ImageKernel;

/** 3×3 convolution of 8-bit RGB pixels: the picture as floats, then all rows of windows. */
final class VectorStem implements ImageKernel {
  private final ConvGeometry window;
  private final PaddedImage picture;
  private final ConvolvedRows rows;

  /** Floats of an output row. */
  private final int outputRow;

  VectorStem(ConvGeometry window, ConvLayer convolution, float[] padding) {
    this.window = window;
    picture = new PaddedImage(window, padding);
    rows = new ConvolvedRows(window, picture, convolution);
    outputRow = window.outputWidth() * convolution.filters().count();
  }

  @Override
  public int scratch() {
    return picture.size();
  }

  @Override
  public void run(byte[] rgb, float[] memory, int output, int scratch) {
    picture.fill(rgb, memory, scratch);
    rows.write(memory, scratch, 0, window.outputHeight(), output, outputRow, scratch);
  }
}
