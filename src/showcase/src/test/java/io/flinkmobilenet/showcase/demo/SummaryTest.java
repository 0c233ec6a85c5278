package io.flinkmobilenet.showcase.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.cli.kafka.Published;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Summaries of demonstrations in which nothing happened. */
class SummaryTest {
  @Test
  void ofAFolderWithoutAPredictionHasNoRate() {
    FolderSummary summary = new FolderSummary(1, 0, 0, 1, 0, "a/1", "d".repeat(64), "scalar", 1);
    assertThat(summary.text()).contains("– images per second").doesNotContain("NaN");
    assertThat(summary.fields()).containsEntry("picturesPerSecond", null);
  }

  @Test
  void ofACameraThatWasStoppedAtOnceHasNone() {
    CameraSummary summary =
        new CameraSummary(
            new Published(0, 0, 0, 0, 0), new FrameLedger(1, true), 0, 0, null, Map.of());
    assertThat(String.join("", summary.text())).contains("– per second").doesNotContain("NaN");
    assertThat(summary.fields()).containsEntry("picturesPerSecond", null);
  }
}
