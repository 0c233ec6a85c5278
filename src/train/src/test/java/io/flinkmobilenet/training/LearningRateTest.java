package io.flinkmobilenet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
  private final LearningRate rate = new LearningRate(0.01, 10, 110);

  @Test
  void warmsUpAndFallsToNought() {
    assertThat(rate.at(1)).isCloseTo(0.001, within(1e-12));
    assertThat(rate.at(10)).isCloseTo(0.01, within(1e-12));
    assertThat(rate.at(60)).isCloseTo(0.005, within(1e-12));
    assertThat(rate.at(110)).isCloseTo(0, within(1e-12));
  }
}
