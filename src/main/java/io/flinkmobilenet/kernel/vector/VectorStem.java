package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ImageKernel;
import io.flinkmobilenet.kernel.Stage;
import io.flinkmobilenet.kernel.Window;

/** 3×3 convolution of 8-bit RGB pixels: the picture as floats, then all rows of windows. */
final class VectorStem implements ImageKernel {
  private final Window window;
  private final PaddedPicture picture;
  private final ConvolvedRows rows;

  /** Floats of an output row. */
  private final int outputRow;

  VectorStem(Window window, Stage convolution, float[] padding) {
    this.window = window;
    picture = new PaddedPicture(window, padding);
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
