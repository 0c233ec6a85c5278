package io.flinkmobilenet.kernel;

/**
 * The weighted inputs that make each output of a resize along a row, as many for each.
 *
 * @param first [outputs] index of the first input
 * @param count of the inputs, at least 1
 * @param weights [outputs][count], {@link PixelKernels#WEIGHT_BITS} fractional bits, none negative
 */
public record ResizeTaps(int[] first, int count, int[] weights) {
  /** Outputs. */
  public int outputs() {
    return first.length;
  }
}
