package io.flinkmobilenet.showcase.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.cli.kafka.Published;
import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Scores;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameLedgerTest {
  private static final long SEED = 7;
  private static final RecordOrigin ORIGIN = new RecordOrigin("images", 0, 0L);

  private final Camera camera = new Camera(SEED);
  private final FrameLedger ledger = new FrameLedger(SEED, true);

  @Test
  void countsEveryFrameOnce() {
    ledger.predicted(prediction("camera/7/0", "1", right(0)), 1300);
    ledger.predicted(prediction("camera/7/0", "1", right(0)), 1300);
    ledger.rejected(rejected("camera/7/1"));
    ledger.rejected(rejected("camera/7/0"));
    assertThat(ledger.back()).isEqualTo(2);
    assertThat(ledger.predicted()).isEqualTo(1);
    assertThat(ledger.rejected()).isEqualTo(1);
    assertThat(ledger.twice()).isEqualTo(2);

    CameraSummary summary = summary(3, 0);
    assertThat(summary.lost()).isEqualTo(1);
    assertThat(summary.complete()).isFalse();
    assertThat(summary.text().get(0)).contains("1 predicted, 1 rejected, 0 not sent, 1 lost, 2 tw");
  }

  @Test
  void passesOverImagesOfOthers() {
    for (String id : List.of("cat.jpg", "camera/8/0", "camera/7/", "camera/7/x", "camera/7/-1")) {
      ledger.predicted(prediction(id, "1", "stop"), 0);
    }
    ledger.rejected(rejected(null));
    assertThat(ledger.back()).isZero();
    assertThat(summary(0, 0).complete()).isTrue();
    assertThat(summary(0, 1).complete()).isFalse();
  }

  @Test
  void judgesEachModelByWhatTheCameraSaw() {
    ledger.predicted(prediction("camera/7/0", "1", right(0)), 1300);
    ledger.predicted(prediction("camera/7/1", "1", "nonsense"), 1300);
    ledger.predicted(prediction("camera/7/2", "2", right(2)), 1300);
    assertThat(ledger.models())
        .containsExactly(
            new ModelScore("roadsigns/1", 1200, 2, 2, 1),
            new ModelScore("roadsigns/2", 1200, 1, 1, 1));
    assertThat(ledger.latencies().quantile(0.5)).isEqualTo(200);
    assertThat(ledger.readable().quantile(0.5)).isEqualTo(300);
    assertThat(summary(3, 0).text())
        .contains("roadsigns/1 from 0.2 s: 50.0 % of 2 images right")
        .contains("predicted after 200 ms (median), 200 ms (99th percentile)");
  }

  @Test
  void doesNotJudgeAModelOfOtherThings() {
    FrameLedger pets = new FrameLedger(SEED, false);
    pets.predicted(prediction("camera/7/0", "1", right(0)), 1300);
    assertThat(pets.models()).containsExactly(new ModelScore("roadsigns/1", 1200, 1, 0, 0));
    assertThat(pets.models().get(0).accuracy()).isNull();
    assertThat(pets.recent().accuracy()).isNull();
  }

  private CameraSummary summary(long sent, long unsent) {
    Published published = new Published(sent, unsent, 0, 0, 1);
    return new CameraSummary(published, ledger, 1, 1000, null, Map.of());
  }

  private String right(int index) {
    return camera.sign(index).label();
  }

  private static Prediction prediction(String id, String version, String label) {
    return new Prediction(
        id,
        "camera",
        Instant.ofEpochMilli(1000),
        Instant.ofEpochMilli(1200),
        new ModelVersion("roadsigns", version, "00"),
        List.of(new ClassProbability(0, label, 0.5f)),
        null,
        ORIGIN,
        Scores.SOFTMAX,
        null,
        null,
        null,
        null,
        0,
        Decision.CLASSIFIED,
        List.of(),
        null,
        null);
  }

  private static RejectedImage rejected(String id) {
    ByteBuffer nothing = ByteBuffer.allocate(0);
    return new RejectedImage(
        id, ORIGIN, Stage.DECODE, Reason.EMPTY_IMAGE, "empty", nothing, Instant.EPOCH);
  }
}
