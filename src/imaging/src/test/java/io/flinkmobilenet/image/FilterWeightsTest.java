package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.geometry.ResizeFilter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FilterWeightsTest {
  private static final double UNIT = 1 << FilterWeights.PRECISION;
  private static final int LONGEST = 90;

  /** Computed by hand from the definitions of the filters. */
  @ParameterizedTest
  @CsvSource({
    // Each output covers two inputs.
    "BOX, 4, 2, 1, 2, 0.5 0.5",
    // Distances 0.25 and 0.75 on both sides, divided by their sum of 2.
    "BILINEAR, 8, 4, 1, 1, 0.125 0.375 0.375 0.125",
    // Distances 1.75, 1.25, 0.75 and 0.25 to the left and to the right, divided by their sum of 2.
    "BICUBIC, 16, 8, 4, 5,"
        + "-0.01171875 -0.03515625 0.11328125 0.43359375 0.43359375 0.11328125 -0.03515625"
        + " -0.01171875",
    // Distances 0.25, 0.75, 1.25 and so on: sin(pi x) / (pi x) * sin(pi x / 3) / (pi x / 3).
    "LANCZOS, 20, 10, 5, 5,"
        + "0.0036891 0.0150562 -0.0339987 -0.0666372 0.1355053 0.4463854 0.4463854 0.1355053"
        + " -0.0666372 -0.0339987 0.0150562 0.0036891",
    // sin(pi x) / (pi x) * (0.54 + 0.46 cos(pi x)) at 0.25 and 0.75.
    "HAMMING, 8, 4, 1, 1, 0.0382011 0.4617989 0.4617989 0.0382011",
    // Without a reduction each output is its own input.
    "LANCZOS, 9, 9, 4, 2, 0 0 1 0 0 0",
    "NEAREST, 9, 3, 1, 4, 1"
  })
  void areThoseOfTheDefinition(
      ResizeFilter filter, int inputs, int outputs, int output, int first, String expected) {
    double[] weights =
        Arrays.stream(expected.trim().split(" ")).mapToDouble(Double::parseDouble).toArray();
    FilterWeights found = FilterWeights.of(filter, inputs, outputs, output, 1);

    assertThat(found.first()[0]).isEqualTo(first);
    assertThat(found.count()[0]).isEqualTo(weights.length);
    for (int tap = 0; tap < weights.length; tap++) {
      assertThat(found.weights()[tap] / UNIT)
          .as("weight %d", tap)
          .isCloseTo(weights[tap], within(1e-6));
    }
  }

  /** Sums of 255 times the positive or the negative weights, and half a unit, fit in an int. */
  @ParameterizedTest
  @EnumSource
  void neverOverflowAnInt(ResizeFilter filter) {
    for (int inputs = 1; inputs <= LONGEST; inputs++) {
      for (int outputs = 1; outputs <= LONGEST; outputs++) {
        FilterWeights found = FilterWeights.of(filter, inputs, outputs, 0, outputs);
        for (int output = 0; output < outputs; output++) {
          int at = output * found.stride();
          int[] weights = Arrays.copyOfRange(found.weights(), at, at + found.count()[output]);
          long above = Arrays.stream(weights).filter(weight -> weight > 0).asLongStream().sum();
          long below = Arrays.stream(weights).filter(weight -> weight < 0).asLongStream().sum();
          assertThat(255 * above + (1 << FilterWeights.PRECISION - 1))
              .as("%d to %d, output %d", inputs, outputs, output)
              .isLessThanOrEqualTo(Integer.MAX_VALUE);
          assertThat(255 * below).isGreaterThanOrEqualTo(Integer.MIN_VALUE);
          assertThat((above + below) / UNIT).isCloseTo(1, within(1e-4));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void needNoMorePixelsThanTheLimitCounts(ResizeFilter filter) {
    for (int inputs = 1; inputs <= LONGEST; inputs++) {
      for (int outputs = 1; outputs <= LONGEST; outputs++) {
        assertThat(FilterWeights.of(filter, inputs, outputs, 0, outputs).stride())
            .isLessThanOrEqualTo(Math.toIntExact(FilterWeights.most(filter, inputs, outputs)));
      }
    }
  }

  /** The position of the nearest pixel takes little time far from the edge as well. */
  @Test
  void ofTheNearestPixelAreFoundFarFromTheEdge() {
    long outputs = 8192L * 1_000_000;
    FilterWeights found =
        FilterWeights.of(ResizeFilter.NEAREST, 1_000_000, outputs, outputs - 3, 3);
    assertThat(found.first()).containsExactly(999_999, 999_999, 999_999);
  }

  @Test
  void theNearestPixelHasNoFunction() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FilterFunction.of(ResizeFilter.NEAREST))
        .withMessage("nearest weighs no pixels");
  }
}
