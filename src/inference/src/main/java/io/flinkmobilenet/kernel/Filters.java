package io.flinkmobilenet.kernel;

/**
 * Weights and biases of one layer, not yet packed.
 *
 * @param count number of output channels
 * @param taps number of weights per output channel
 * @param weights {@code [count][taps]}; not copied
 * @param bias {@code [count]}; not copied
 */
public record Filters(int count, int taps, float[] weights, float[] bias) {
  /** Checks that the lengths of the arrays match the shape. */
  public Filters {
    if (weights.length != count * taps || bias.length != count) {
      throw new IllegalArgumentException(
          "%d filters of %d taps, found %d weights and %d biases"
              .formatted(count, taps, weights.length, bias.length));
    }
  }
}
