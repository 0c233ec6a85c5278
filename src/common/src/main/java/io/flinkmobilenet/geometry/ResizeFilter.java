package io.flinkmobilenet.geometry;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The filter of a resize. Names and numbers are those of Pillow's <a
 * href="https://pillow.readthedocs.io/en/stable/handbook/concepts.html#filters">filters</a>, which
 * Hugging Face's key {@code resample} uses as well.
 */
public enum ResizeFilter {
  /** Takes one pixel for each output pixel; nothing is averaged. */
  NEAREST(0),
  /** A sinc function, windowed by a wider one, over 6 pixels. */
  LANCZOS(1),
  /** A triangle over 2 pixels; the default. */
  BILINEAR(2),
  /** Cubic convolution with a = -0.5 over 4 pixels. */
  BICUBIC(3),
  /** The mean of the pixels that an output pixel covers. */
  BOX(4),
  /** A sinc function in a Hamming window over 2 pixels. */
  HAMMING(5);

  private final int number;

  ResizeFilter(int number) {
    this.number = number;
  }

  /** Pillow's number of this filter. */
  public int number() {
    return number;
  }

  /**
   * Returns the filter with the given number of Pillow.
   *
   * @throws IllegalArgumentException if there is none; the message names the numbers that exist
   */
  public static ResizeFilter of(int number) {
    for (ResizeFilter filter : values()) {
      if (filter.number == number) {
        return filter;
      }
    }
    throw new IllegalArgumentException("expected " + known() + ", found " + number);
  }

  /** Returns the numbers and names of all filters, for messages. */
  public static String known() {
    return Arrays.stream(values())
        .map(filter -> filter.number + " (" + filter + ")")
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
