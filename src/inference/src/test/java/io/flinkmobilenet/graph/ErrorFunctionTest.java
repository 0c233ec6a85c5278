package io.flinkmobilenet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFunctionTest {
  /** Values of Abramowitz and Stegun 1964, table 7.1. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.1, 0.1124629160",
    "0.5, 0.5204998778",
    "1, 0.8427007929",
    "1.5, 0.9661051465",
    "2, 0.9953222650"
  })
  void hasTheValuesOfTheTable(double x, double expected) {
    assertThat(ErrorFunction.of(x)).isCloseTo(expected, within(1.5e-7));
    assertThat(ErrorFunction.of(-x)).isEqualTo(-ErrorFunction.of(x));
  }

  @Test
  void isExactNearZeroAndBoundedFarFromIt() {
    assertThat(ErrorFunction.of(1e-12)).isCloseTo(1e-12 * 2 / Math.sqrt(Math.PI), within(1e-20));
    double below = ErrorFunction.of(Math.nextDown(0.5));
    assertThat(below).isCloseTo(ErrorFunction.of(0.5), within(2e-7));
    assertThat(ErrorFunction.of(1e300)).isEqualTo(1);
    assertThat(ErrorFunction.of(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(ErrorFunction.of(Double.NaN)).isNaN();
  }
}
