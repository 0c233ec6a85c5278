package io.flinkmobilenet.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StartCurveTest {
  private static final long START = 1_000_000;

  /** Nothing for 5 s, then 10 images per second for 10 s, then 100 per second for 45 s. */
  private static final StartCurve CURVE =
      new StartCurve(
          "start",
          START,
          START + 60_000,
          LongStream.concat(
                  LongStream.range(0, 100).map(i -> START + 5_000 + 100 * i),
                  LongStream.range(0, 5_000).map(i -> START + 15_000 + 10 * i))
              .toArray());

  @Test
  void timesCountFromTheStart() {
    assertThat(CURVE.fullSpeed()).isEqualTo(100);
    assertThat(CURVE.first()).hasValue(5);
    assertThat(CURVE.secondsTo(0.05).orElseThrow()).isCloseTo(4, within(0.1));
    assertThat(CURVE.secondsTo(0.95).orElseThrow()).isCloseTo(14.9, within(0.1));
    assertThat(CURVE.secondsTo(1.1)).isEmpty();
  }

  /** 5 s without an image, and 9 tenths of the following 10 s. */
  @Test
  void whatAStartCostsIsWhatIsMissing() {
    assertThat(CURVE.secondsLost()).isCloseTo(14, within(0.01));
  }

  @Test
  void predictionsBeforeTheStartDoNotCount() {
    StartCurve later = new StartCurve("start", START + 10_000, START + 60_000, CURVE.made());
    assertThat(later.first()).hasValue(0);
    assertThat(later.speeds(1000)).startsWith(10, 10).endsWith(100, 100).hasSize(50);
  }

  @Test
  void theChartNamesEachCurve() {
    String svg = new StartChart("model <1>", java.util.List.of(CURVE)).svg();
    assertThat(svg).contains("model &lt;1&gt;", ">start: 95 % after 14.", "<polyline");
  }
}
