package io.flinkmobilenet.showcase.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.showcase.watch.WatchState.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory is bounded, however many records arrive and whatever they contain. */
class WatchStateBoundsTest {
  private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

  private final SettableClock clock = new SettableClock(START);
  private final WatchState state = new WatchState(clock);

  @Test
  void forgetsTheOldestOfManyImages() {
    byte[] file = new byte[100_000];
    for (int i = 0; i < 200_000; i++) {
      // Every second image is never classified, and every fourth prediction has no image.
      state.image(WatchEvents.image("p" + i, "stop", file));
      if (i % 2 == 0) {
        String id = i % 4 == 0 ? "p" + i : "elsewhere" + i;
        state.prediction(WatchEvents.prediction(id, "" + i / 10_000, clock.instant(), 5, "stop"));
      }
      clock.advance(Duration.ofMillis(100));
    }
    Held held = state.held();
    assertThat(held.truths()).isEqualTo(TrueLabels.MOST);
    assertThat(held.unjudged()).isEqualTo(AwaitingLabel.MOST);
    assertThat(held.models()).isEqualTo(ModelTracks.MOST);
    assertThat(held.waiting()).isLessThanOrEqualTo(WaitingSamples.MOST).isGreaterThan(50);
    assertThat(held.waitingBytes()).isLessThanOrEqualTo(WaitingSamples.MOST_BYTES);
    assertThat(held.album()).isEqualTo(Album.MOST);
    assertThat(held.albumBytes()).isEqualTo(Album.MOST * file.length);
    assertThat(SnapshotJson.of(state.snapshot(List.of()))).hasSizeLessThan(100_000);
  }

  @Test
  void limitsBytesAsWellAsNumbers() {
    String longId = "i".repeat(400);
    byte[] large = new byte[3 << 20];
    for (int i = 0; i < 60_000; i++) {
      state.image(WatchEvents.image(longId + i, "c".repeat(50), i % 100 == 0 ? large : large(1)));
      clock.advance(Duration.ofMillis(i % 100 == 0 ? 1000 : 0));
    }
    Held held = state.held();
    assertThat(held.truthCharacters()).isLessThanOrEqualTo(TrueLabels.MOST_CHARACTERS);
    assertThat(held.waitingBytes()).isLessThanOrEqualTo(WaitingSamples.MOST_BYTES);
    for (int i = 0; i < 60_000; i++) {
      state.prediction(WatchEvents.prediction(longId + i, "1", clock.instant(), 5, "c"));
    }
    assertThat(state.held().waiting()).isZero();
    assertThat(state.held().albumBytes()).isLessThanOrEqualTo(Album.MOST_BYTES);
  }

  @Test
  void keepsNothingOfWhatIsMonstrous() {
    String monster = "m".repeat(1 << 20);
    state.image(WatchEvents.image(monster, monster, large(1)));
    state.image(WatchEvents.image("huge", "stop", large(5 << 20)));
    state.prediction(WatchEvents.prediction(monster + "2", monster, START, 5, monster));
    state.rejected(WatchEvents.rejection(monster, START, monster));
    state.status(WatchEvents.status(monster, ModelState.ACTIVE, START));
    Held held = state.held();
    assertThat(held.truths()).isEqualTo(1);
    assertThat(held.unjudged()).isZero();
    assertThat(held.waiting()).isZero();
    assertThat(SnapshotJson.of(state.snapshot(List.of()))).hasSizeLessThan(20_000);
  }

  @Test
  void showsSomethingEvenWhereTheJobLagsByMinutes() {
    int lag = 3000;
    for (int i = 0; i < 12_000; i++) {
      state.image(WatchEvents.image("p" + i, "stop", large(100)));
      if (i >= lag) {
        state.prediction(
            WatchEvents.prediction("p" + (i - lag), "1", clock.instant(), 120_000, "stop"));
      }
      clock.advance(Duration.ofMillis(40));
    }
    assertThat(state.held().album()).isGreaterThan(10);
  }

  @Test
  void forgetsOldSwaps() {
    for (int i = 0; i < 1000; i++) {
      state.status(WatchEvents.status("" + i, ModelState.ACTIVE, START.plusSeconds(i)));
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(state.snapshot(List.of()).swaps()).hasSize(ModelSwaps.MOST);
  }

  @Test
  void keepsFewDeploymentsAndVariants() {
    for (int i = 0; i < 3000; i++) {
      Prediction prediction = WatchEvents.prediction("p" + i, "1", clock.instant(), 5, "stop");
      prediction.setDeployment("berlin" + i / 1000);
      prediction.setEpoch(1L);
      prediction.setRoute("r".repeat(1 << 12) + i % 1000);
      prediction.setVariant(i % 1000 + "v".repeat(1 << 12));
      state.prediction(prediction);
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(state.held().deployments()).isEqualTo(DeploymentTracks.MOST);
    assertThat(state.snapshot(List.of()).variants()).hasSize(DeploymentTrack.MOST);
    assertThat(SnapshotJson.of(state.snapshot(List.of()))).hasSizeLessThan(100_000);
  }

  private static byte[] large(int bytes) {
    return new byte[bytes];
  }
}
