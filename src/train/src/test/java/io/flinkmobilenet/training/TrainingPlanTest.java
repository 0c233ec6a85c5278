package io.flinkmobilenet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrainingPlanTest {
  private static final int EDGE = 96;

  private final TrainingPlan plan = plan(1010, 10);

  @Test
  void countsWholeBatches() {
    assertThat(plan.stepsPerEpoch()).isEqualTo(101);
    assertThat(plan.steps()).isEqualTo(606);
  }

  @Test
  void letsTheRateFallTwice() {
    assertThat(plan.rateAt(1)).isLessThan(0.001);
    assertThat(plan.rateAt(21)).isCloseTo(0.01, within(1e-9));
    assertThat(plan.rateAt(404)).isCloseTo(0, within(1e-9));
    assertThat(plan.rateAt(415)).isCloseTo(0.004, within(1e-9));
    assertThat(plan.rateAt(606)).isCloseTo(0, within(1e-9));
  }

  @Test
  void beginsWithSmallImages() {
    assertThat(plan.edgeAt(1, EDGE)).isEqualTo(64);
    assertThat(plan.edgeAt(101, EDGE)).isEqualTo(64);
    assertThat(plan.edgeAt(102, EDGE)).isEqualTo(EDGE);
    assertThat(plan.edgeAt(606, EDGE)).isEqualTo(EDGE);
  }

  @Test
  void refusesFewerFramesThanABatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(9, 10))
        .withMessageContaining("batch 10, frames 9");
  }

  private static TrainingPlan plan(int frames, int batch) {
    return new TrainingPlan(frames, 4, batch, 0.01, 2, 0.004, 0.05, 0.99, 64, 1, 1);
  }
}
