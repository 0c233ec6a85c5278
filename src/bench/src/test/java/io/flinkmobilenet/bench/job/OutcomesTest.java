package io.flinkmobilenet.bench.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private final Outcomes outcomes = new Outcomes();

  private static double[] quantiles(Latencies latencies) {
    return new double[] {latencies.quantile(0.5), latencies.quantile(1)};
  }

  @Test
  void measuresFromWhenAImageWasDue() {
    outcomes.send(10_000_000);
    outcomes.send(10_020_000);
    outcomes.predict(1, 10_024, 10_030_500, 7, "a/1");
    outcomes.predict(0, 10_002, 10_031_000, 3, "a/1");
    assertThat(quantiles(outcomes.toPrediction(0, 2))).containsExactly(2.5, 4.5);
    assertThat(quantiles(outcomes.toReader(0, 2))).containsExactly(10.5, 31);
    assertThat(outcomes.made(0, 2)).containsExactly(10_002, 10_024);
    assertThat(outcomes.bestClasses(2)).containsExactly(3, 7);
  }

  @Test
  void tellsModelsApart() {
    IntStream.range(0, 5).forEach(i -> outcomes.send(1_000_000 + 1000 * i));
    outcomes.predict(0, 1010, 0, 0, "a/1");
    outcomes.predict(1, 1011, 0, 0, "b/1");
    outcomes.predict(2, 1013, 0, 0, "a/1");
    outcomes.predict(3, 1012, 0, 0, "b/1");
    assertThat(outcomes.madeBy("b/1", 0, 5)).containsExactly(1011, 1012);
    assertThat(outcomes.lastOfOthers("b/1", 0, 5)).isEqualTo(1013);
    assertThat(outcomes.madeBy("c/1", 0, 5)).isEmpty();
  }

  @Test
  void findsTheFirstImageSinceATime() {
    IntStream.range(0, 5).forEach(i -> outcomes.send(1000 * (100 + 10 * i)));
    assertThat(outcomes.firstSince(100)).isZero();
    assertThat(outcomes.firstSince(115)).isEqualTo(2);
    assertThat(outcomes.firstSince(120)).isEqualTo(2);
    assertThat(outcomes.firstSince(1000)).isEqualTo(5);
  }

  @Test
  void keepsMoreThanItBeganWith() {
    IntStream.range(0, 5000).forEach(i -> outcomes.send(i));
    outcomes.predict(4999, 5, 0, 2, "a/1");
    assertThat(outcomes.sent()).isEqualTo(5000);
    assertThat(outcomes.predicted()).isEqualTo(1);
  }

  @Test
  void takesOnePredictionOfEachImage() {
    outcomes.send(1);
    outcomes.predict(0, 1, 1, 0, "a/1");
    assertThatIllegalStateException().isThrownBy(() -> outcomes.predict(0, 1, 1, 0, "a/1"));
    assertThatIllegalStateException().isThrownBy(() -> outcomes.predict(1, 1, 1, 0, "a/1"));
    assertThatIllegalStateException().isThrownBy(() -> outcomes.predict(-1, 1, 1, 0, "a/1"));
    assertThatIllegalStateException().isThrownBy(() -> outcomes.bestClasses(2));
  }
}
