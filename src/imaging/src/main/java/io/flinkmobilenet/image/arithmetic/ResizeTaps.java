package io.flinkmobilenet.image.arithmetic;

/**
 * The inputs and weights of each output of a resize along a row; every output has equally many.
 *
 * @param first [outputs] index of the first input
 * @param count number of inputs per output, at least 1
 * @param weights [outputs][count], {@link PixelKernels#WEIGHT_BITS} fractional bits
 */
public record ResizeTaps(int[] first, int count, int[] weights) {
  /** Returns the number of outputs. */
  public int outputs() {
    return first.length;
  }
}
