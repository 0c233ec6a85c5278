package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.ResizeFilter;
import java.util.function.DoubleUnaryOperator;

/**
 * The weight of an input pixel as a function of its distance from the centre of an output pixel.
 *
 * <p>Sines come from {@link StrictMath}, so that the weights are the same in every JVM.
 *
 * @param support largest distance, in pixels, at which the weight is not 0
 * @param curve the weight at a distance, before all weights of an output pixel are divided by their
 *     sum
 * @see <a href="https://pillow.readthedocs.io/en/stable/handbook/concepts.html#filters">Filters of
 *     Pillow</a>
 */
record FilterFunction(double support, DoubleUnaryOperator curve) {
  /** Parameter of the cubic convolution; R. Keys, IEEE Trans. ASSP 29(6), 1981, section IV. */
  private static final double CUBIC = -0.5;

  private static final double LOBES = 3;

  /** Pillow has the window's constants in single precision. */
  private static final double HAMMING_MEAN = 0.54f;

  private static final double HAMMING_SWING = 0.46f;

  private static final FilterFunction BOX = new FilterFunction(0.5, FilterFunction::box);
  private static final FilterFunction TRIANGLE = new FilterFunction(1, FilterFunction::triangle);
  private static final FilterFunction HAMMING = new FilterFunction(1, FilterFunction::hamming);
  private static final FilterFunction BICUBIC = new FilterFunction(2, FilterFunction::bicubic);
  private static final FilterFunction LANCZOS = new FilterFunction(LOBES, FilterFunction::lanczos);

  /**
   * Returns the function of a filter.
   *
   * @throws IllegalArgumentException for {@link ResizeFilter#NEAREST}, which has none
   */
  static FilterFunction of(ResizeFilter filter) {
    return switch (filter) {
      case LANCZOS -> LANCZOS;
      case BILINEAR -> TRIANGLE;
      case BICUBIC -> BICUBIC;
      case BOX -> BOX;
      case HAMMING -> HAMMING;
      case NEAREST -> throw new IllegalArgumentException(filter + " weighs no pixels");
    };
  }

  /** Returns the support of a filter in pixels; 0 for {@link ResizeFilter#NEAREST}. */
  static double support(ResizeFilter filter) {
    return filter == ResizeFilter.NEAREST ? 0 : of(filter).support();
  }

  double weight(double distance) {
    return curve.applyAsDouble(distance);
  }

  /** A pixel just on the border between two output pixels belongs to the first one alone. */
  private static double box(double distance) {
    return distance > -0.5 && distance <= 0.5 ? 1 : 0;
  }

  private static double triangle(double distance) {
    return Math.max(1 - Math.abs(distance), 0);
  }

  private static double hamming(double distance) {
    double x = Math.abs(distance);
    return x >= 1 ? 0 : sinc(x) * (HAMMING_MEAN + HAMMING_SWING * StrictMath.cos(x * Math.PI));
  }

  private static double bicubic(double distance) {
    double x = Math.abs(distance);
    if (x < 1) {
      return ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * CUBIC : 0;
  }

  private static double lanczos(double distance) {
    return Math.abs(distance) < LOBES ? sinc(distance) * sinc(distance / LOBES) : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : StrictMath.sin(x * Math.PI) / (x * Math.PI);
  }
}
