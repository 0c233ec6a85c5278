package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.ResizeFilter;
import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.arithmetic.ResizeTaps;

/**
 * The input pixels that contribute to each output pixel along one axis, and their weights in fixed
 * point.
 *
 * <p>The support of a filter grows with the reduction, as in Pillow, so that every input pixel
 * counts: see <a href="https://pillow.readthedocs.io/en/stable/handbook/concepts.html#filters">its
 * filters</a>. {@link ResizeFilter#NEAREST} is the exception.
 *
 * @param first [outputs] index of the first input pixel
 * @param count [outputs] number of input pixels, at least 1
 * @param weights [outputs, stride] weights of {@link #PRECISION} fractional bits
 * @param stride number of weights stored per output
 */
record FilterWeights(int[] first, int[] count, int[] weights, int stride) {
  /** Fractional bits of a weight. */
  static final int PRECISION = PixelKernels.WEIGHT_BITS;

  /**
   * Largest index of an output pixel of {@link ResizeFilter#NEAREST} whose position is added up
   * step by step.
   */
  private static final long LONGEST_SUM = 1 << 20;

  /**
   * Taps for {@code outputs} neighbouring output pixels.
   *
   * @param inputSize number of input pixels along the axis
   * @param outputSize number of output pixels along the whole axis, which may be more than fit in
   *     an array
   * @param from first output pixel to compute
   * @param outputs number of output pixels to compute
   */
  static FilterWeights of(
      ResizeFilter filter, int inputSize, long outputSize, long from, int outputs) {
    return of(filter, inputSize, (double) inputSize / outputSize, from, outputs);
  }

  /** Returns a number of input pixels that no output pixel exceeds. */
  static long most(ResizeFilter filter, int inputSize, long outputSize) {
    double reach = FilterFunction.support(filter) * (inputSize / outputSize + 1);
    return Math.min(inputSize, 2 * (long) Math.ceil(reach) + 1);
  }

  /** Weights for a given scale, which is the number of input pixels per output pixel. */
  static FilterWeights of(
      ResizeFilter filter, int inputSize, double scale, long from, int outputs) {
    return filter == ResizeFilter.NEAREST
        ? nearest(inputSize, scale, from, outputs)
        : weighted(FilterFunction.of(filter), inputSize, scale, from, outputs);
  }

  private static FilterWeights weighted(
      FilterFunction filter, int inputSize, double scale, long from, int outputs) {
    double filterScale = Math.max(scale, 1);
    double support = filter.support() * filterScale;
    int stride = (int) Math.min(inputSize, Math.ceil(support) * 2 + 1);
    int[] first = new int[outputs];
    int[] count = new int[outputs];
    int[] weights = new int[Math.multiplyExact(outputs, stride)];
    double[] window = new double[stride];
    for (int output = 0; output < outputs; output++) {
      double centre = (from + output + 0.5) * scale;
      int begin = Math.max((int) (centre - support + 0.5), 0);
      int end = Math.min((int) (centre + support + 0.5), inputSize);
      double sum = 0;
      for (int tap = 0; tap < end - begin; tap++) {
        window[tap] = filter.weight((begin + tap - centre + 0.5) * (1 / filterScale));
        sum += window[tap];
      }
      for (int tap = 0; tap < end - begin; tap++) {
        weights[output * stride + tap] = fixedPoint(sum == 0 ? window[tap] : window[tap] / sum);
      }
      first[output] = begin;
      count[output] = end - begin;
    }
    return new FilterWeights(first, count, weights, stride);
  }

  /**
   * One input pixel of weight 1 for each output pixel. Pillow adds up the positions step by step,
   * and the rounding of these sums decides which of two pixels is taken. Far from the edge, where
   * no image of Pillow reaches, one multiplication replaces the sum, which would take too long.
   */
  private static FilterWeights nearest(int inputSize, double scale, long from, int outputs) {
    int[] first = new int[outputs];
    int[] count = new int[outputs];
    int[] weights = new int[outputs];
    boolean summed = from + outputs <= LONGEST_SUM;
    double position = scale * 0.5;
    for (long skipped = 0; summed && skipped < from; skipped++) {
      position += scale;
    }
    for (int output = 0; output < outputs; output++, position += scale) {
      double at = summed ? position : (from + output + 0.5) * scale;
      first[output] = Math.min((int) at, inputSize - 1);
      count[output] = 1;
      weights[output] = 1 << PRECISION;
    }
    return new FilterWeights(first, count, weights, 1);
  }

  private static int fixedPoint(double weight) {
    return (int) (weight * (1 << PRECISION) + (weight < 0 ? -0.5 : 0.5));
  }

  /** The same weights for inputs and outputs counted from the other end. */
  FilterWeights mirrored(int inputSize) {
    int outputs = first.length;
    int[] mirroredFirst = new int[outputs];
    int[] mirroredCount = new int[outputs];
    int[] mirroredWeights = new int[weights.length];
    for (int output = 0; output < outputs; output++) {
      int mirror = outputs - 1 - output;
      mirroredFirst[mirror] = inputSize - first[output] - count[output];
      mirroredCount[mirror] = count[output];
      for (int tap = 0; tap < count[output]; tap++) {
        mirroredWeights[mirror * stride + count[output] - 1 - tap] = weights[output * stride + tap];
      }
    }
    return new FilterWeights(mirroredFirst, mirroredCount, mirroredWeights, stride);
  }

  /** The same weights with equally many per output, padded with zeros. */
  ResizeTaps uniform() {
    int most = 0;
    for (int outputCount : count) {
      most = Math.max(most, outputCount);
    }
    int[] uniformFirst = new int[first.length];
    int[] uniformWeights = new int[first.length * most];
    for (int output = 0; output < first.length; output++) {
      uniformFirst[output] = Math.min(first[output], end() - most);
      int shift = first[output] - uniformFirst[output];
      int target = output * most + shift;
      System.arraycopy(weights, output * stride, uniformWeights, target, count[output]);
    }
    return new ResizeTaps(uniformFirst, most, uniformWeights);
  }

  /** Index just after the last input pixel that any output needs. */
  int end() {
    int last = first.length - 1;
    return first[last] + count[last];
  }
}
