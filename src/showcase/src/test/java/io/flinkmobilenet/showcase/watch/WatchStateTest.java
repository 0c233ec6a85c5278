package io.flinkmobilenet.showcase.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.event.ShadowPrediction;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Curves;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Model;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.ShownImage;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Swap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchStateTest {
  private static final Instant START = Instant.ofEpochSecond(1_700_000_000);
  private static final byte[] FILE = {1, 2, 3};

  private final SettableClock clock = new SettableClock(START);
  private final WatchState state = new WatchState(clock);

  @Test
  void showsNothingBeforeAnythingHappens() {
    WatchSnapshot nothing = snapshot();
    assertThat(nothing.inCharge()).isNull();
    assertThat(nothing.pictures()).isEmpty();
    assertThat(nothing.models()).isEmpty();
    assertThat(nothing.totals().accuracy()).isNull();
    assertThat(nothing.recent().p50()).isNull();
    assertThat(nothing.curves().predicted()).isNotEmpty().containsOnlyNulls();
    assertThat(nothing.curves().accuracy()).containsOnlyNulls();
  }

  @Test
  void joinsAImageWithItsPredictionWhicheverIsReadFirst() {
    state.image(WatchEvents.image("a", "stop", FILE));
    state.prediction(WatchEvents.prediction("a", "1", START, 7, "stop", "bump"));
    clock.advance(Duration.ofSeconds(1));
    state.prediction(WatchEvents.prediction("b", "1", START, 9, "stop"));
    assertThat(snapshot().totals().judged()).isEqualTo(1);
    state.image(WatchEvents.image("b", "bump", FILE));

    List<ShownImage> images = snapshot().pictures();
    assertThat(images).extracting(ShownImage::id).containsExactly("b", "a");
    assertThat(images).extracting(ShownImage::right).containsExactly(false, true);
    assertThat(images).extracting(ShownImage::truth).containsExactly("bump", "stop");
    assertThat(images).extracting(ShownImage::latency).containsExactly(9L, 7L);
    assertThat(images.get(1).classes()).extracting("label").containsExactly("stop", "bump");
    assertThat(state.file(images.get(0).sequence())).hasValue(FILE);
    assertThat(state.file(99)).isEmpty();
    assertThat(snapshot().totals()).isEqualTo(new WatchSnapshot.Totals(2, 2, 0, 2, 1, 0.5, 0));
  }

  @Test
  void judgesNothingWithoutATrueClass() {
    state.image(WatchEvents.image("a", null, FILE));
    state.prediction(WatchEvents.prediction("a", "1", START, 7, "stop"));
    assertThat(snapshot().pictures().get(0).right()).isNull();
    assertThat(snapshot().pictures().get(0).truth()).isNull();
    assertThat(snapshot().totals().judged()).isZero();
    assertThat(snapshot().models()).extracting(Model::accuracy).containsOnlyNulls();
  }

  @Test
  void takesAPredictionWithoutClassesForWrong() {
    state.image(WatchEvents.image("a", "stop", FILE));
    state.prediction(WatchEvents.prediction("a", "1", START, 7));
    assertThat(snapshot().pictures().get(0).right()).isFalse();
    assertThat(snapshot().pictures().get(0).classes()).isEmpty();
  }

  @Test
  void countsThroughputAndLatencyInTheSecondOfThePrediction() {
    for (int i = 0; i < 100; i++) {
      state.prediction(WatchEvents.prediction("x" + i, "1", START, i < 98 ? 20 : 500, "stop"));
    }
    clock.advance(Duration.ofSeconds(3));
    state.prediction(WatchEvents.prediction("later", "1", START.plusSeconds(2), 40, "stop"));
    Curves curves = snapshot().curves();
    int second = (int) (START.getEpochSecond() - curves.first());
    // The next second has no predictions, which is certain because a later one has some.
    assertThat(curves.predicted()).hasSize(second + 2);
    assertThat(curves.predicted().subList(second, second + 2)).containsExactly(100L, 0L);
    assertThat(curves.p50().get(second)).isCloseTo(20, within(1L));
    assertThat(curves.p99().get(second)).isCloseTo(500, within(25L));
    assertThat(curves.p50().get(second + 1)).isNull();
    assertThat(snapshot().recent().picturesPerSecond()).isEqualTo(50);
  }

  @Test
  void takesSilenceForAStandstillAfterAWhile() {
    state.prediction(WatchEvents.prediction("a", "1", START, 20, "stop"));
    clock.advance(Duration.ofSeconds(5));
    assertThat(snapshot().curves().predicted()).containsOnlyNulls();
    clock.advance(Duration.ofSeconds(25));
    assertThat(snapshot().curves().predicted()).contains(1L).endsWith(0L, 0L);
    assertThat(snapshot().recent().picturesPerSecond()).isZero();
  }

  @Test
  void countsWhatComesFromTheFutureNowAndLeavesThePastOutOfTheCurves() {
    state.prediction(WatchEvents.prediction("a", "1", START.plusSeconds(5), 20, "stop"));
    state.prediction(WatchEvents.prediction("b", "1", START.minusSeconds(9000), 20, "stop"));
    state.prediction(WatchEvents.prediction("c", "1", START.plusSeconds(9000), 20, "stop"));
    clock.advance(Duration.ofSeconds(20));
    assertThat(snapshot().curves().predicted().stream().filter(n -> n != null && n > 0))
        .containsExactly(1L);
    assertThat(snapshot().totals().predicted()).isEqualTo(3);
  }

  @Test
  void showsTheClimbOfAccuracyByModel() {
    Instant swap = START.plusSeconds(20);
    for (int i = 0; i < 40; i++) {
      String version = i < 20 ? "1" : "2";
      boolean right = i >= 20 || i % 2 == 0;
      state.image(WatchEvents.image("p" + i, "stop", FILE));
      state.prediction(
          WatchEvents.prediction(
              "p" + i, version, START.plusSeconds(i), 5, right ? "stop" : "bump"));
      clock.advance(Duration.ofSeconds(1));
    }
    state.status(WatchEvents.status("1", ModelState.ACTIVE, START));
    state.status(WatchEvents.status("2", ModelState.RECEIVED, swap));
    state.status(WatchEvents.status("2", ModelState.ACTIVE, swap));
    state.status(WatchEvents.status("1", ModelState.RETIRED, swap));

    WatchSnapshot after = snapshot();
    assertThat(after.inCharge()).isEqualTo(new Swap(swap.toEpochMilli(), "signs/2", "signs/1"));
    assertThat(after.swaps()).extracting(Swap::model).containsExactly("signs/1", "signs/2");
    assertThat(after.models()).extracting(Model::model).containsExactly("signs/1", "signs/2");
    assertThat(after.models()).extracting(Model::accuracy).containsExactly(0.5, 1.0);
    assertThat(after.models()).extracting(Model::recent).containsExactly(null, 1.0);
    List<Double> all = after.curves().accuracy();
    int middle = (int) (swap.getEpochSecond() - after.curves().first()) - 1;
    assertThat(all.get(middle)).isEqualTo(0.5);
    assertThat(all.get(middle + 5)).isEqualTo(0.75, within(0.11));
    assertThat(all.get(middle + 10)).isEqualTo(1.0);
    assertThat(after.models().get(1).curve()).hasSameSizeAs(all);
  }

  @Test
  void takesTheActiveModelFromPredictionsIfThereIsNoStatus() {
    clock.advance(Duration.ofSeconds(2));
    state.prediction(WatchEvents.prediction("a", "1", START, 5, "stop"));
    state.prediction(WatchEvents.prediction("b", "2", START.plusSeconds(1), 5, "stop"));
    // This prediction is from a subtask that swapped later.
    state.prediction(WatchEvents.prediction("c", "1", START, 5, "stop"));
    assertThat(snapshot().inCharge().model()).isEqualTo("signs/2");
    assertThat(snapshot().swaps()).hasSize(2);
    clock.advance(Duration.ofSeconds(60));
    state.prediction(WatchEvents.prediction("d", "3", START.plusSeconds(1 << 30), 5, "stop"));
    clock.advance(Duration.ofSeconds(60));
    state.prediction(WatchEvents.prediction("e", "4", clock.instant(), 5, "stop"));
    assertThat(snapshot().inCharge().model()).isEqualTo("signs/4");
  }

  @Test
  void aDeploymentIsInForceAndNotOneOfItsModels() {
    state.prediction(deployed("a", "1", "stable"));
    state.prediction(deployed("b", "2", "canary"));
    state.prediction(deployed("c", "1", "stable"));
    assertThat(snapshot().swaps()).extracting(Swap::model).containsExactly("berlin/1");

    state.status(new ModelStatus("berlin", "1", "", ModelState.ACTIVE, "", START, 1L, "berlin"));
    state.status(WatchEvents.status("2", ModelState.ACTIVE, START));
    assertThat(snapshot().inCharge().model()).isEqualTo("berlin/1");
    state.status(new ModelStatus("signs", "3", "d", ModelState.ACTIVE, "", START, 2L, null));
    assertThat(snapshot().inCharge().model()).isEqualTo("signs/3");
  }

  @Test
  void showsWhatADeploymentDecided() {
    state.image(WatchEvents.image("a", "stop", FILE));
    state.prediction(deployed("a", "1", "canary"));
    assertThat(snapshot().pictures().get(0).routing())
        .isEqualTo(
            new Routing("berlin/1", "cameras", "canary", 0, true, List.of("signs/9: no answer")));
    assertThat(PagePrediction.of(WatchEvents.prediction("b", "1", START, 5, "stop")).routing())
        .isNull();
  }

  @Test
  void countsRoutesAndVariantsOfTheDeploymentInForce() {
    state.prediction(deployed("a", "1", "stable"));
    state.prediction(deployed("b", "1", "stable"));
    state.prediction(compared("c", "stop", "stop"));
    state.prediction(compared("d", "stop", "bump"));
    Prediction other = deployed("e", "1", "stable");
    other.setRoute("all");
    other.setStage(1);
    state.prediction(other);

    assertThat(snapshot().variants())
        .containsExactly(
            new VariantShare("all", "stable", 1, null, 1.0, 1.0, 1.0, null),
            new VariantShare("cameras", "canary", 2, null, 0.5, 0.0, 0.0, 0.5),
            new VariantShare("cameras", "stable", 2, null, 0.5, 1.0, 0.0, null));
  }

  @Test
  void sharesAreThoseOfTheLatestMinutesAndOfTheDeploymentInForceAlone() {
    state.prediction(deployed("a", "1", "stable"));
    clock.advance(Duration.ofSeconds(Timeline.SPAN));
    assertThat(snapshot().variants())
        .containsExactly(new VariantShare("cameras", "stable", 1, null, null, null, null, null));

    Prediction next = deployed("b", "1", "canary");
    next.setEpoch(2L);
    next.setPredictedAt(clock.instant());
    state.prediction(next);
    // This prediction is from a subtask that swapped later.
    state.prediction(deployed("c", "1", "stable"));
    assertThat(snapshot().variants())
        .extracting(VariantShare::variant, VariantShare::share)
        .containsExactly(tuple("canary", 1.0));

    clock.advance(Duration.ofSeconds(1));
    state.prediction(WatchEvents.prediction("d", "1", clock.instant(), 5, "stop"));
    assertThat(snapshot().variants()).isEmpty();
  }

  @Test
  void keepsTheLatestDecisionsAndEachOnce() {
    Instant later = START.plusSeconds(90);
    state.decision(WatchEvents.decision(1, RolloutAction.ADVANCE, 1, 50_000, "fine", START));
    state.decision(WatchEvents.decision(1, RolloutAction.ADVANCE, 1, 50_000, "fine", START));
    state.decision(WatchEvents.decision(2, RolloutAction.ROLL_BACK, -1, 0, "worse", later));
    assertThat(snapshot().decisions())
        .containsExactly(
            new DecisionMark(START.toEpochMilli(), "berlin/7", 1, "ADVANCE", 1, 0.05, "fine"),
            // The time of another machine may be ahead, but the chart ends now.
            new DecisionMark(START.toEpochMilli(), "berlin/7", 2, "ROLL_BACK", -1, 0, "worse"));
    for (int i = 3; i < 100; i++) {
      state.decision(
          WatchEvents.decision(i, RolloutAction.HOLD, 1, 50_000, "x".repeat(5000), START));
    }
    assertThat(snapshot().decisions()).hasSize(DecisionLog.MOST);
    assertThat(snapshot().decisions().get(0).reason()).hasSizeLessThan(500).endsWith("…");
  }

  @Test
  void showsTheConfiguredSharesOfTheDeploymentInForce() {
    state.prediction(WatchEvents.routed("a", "berlin", 7, true, START));
    state.prediction(WatchEvents.routed("b", "berlin", 7, false, START));
    assertThat(snapshot().variants())
        .extracting(VariantShare::configured)
        .containsExactly(null, null);
    state.requested(WatchEvents.deployment("berlin", 7, false));
    // This one is not in force yet.
    state.requested(WatchEvents.deployment("berlin", 8, true));
    assertThat(snapshot().variants())
        .extracting(VariantShare::variant, VariantShare::configured)
        .containsExactly(tuple("canary", 0.25), tuple("stable", 0.75));
    for (int epoch = 9; epoch < 9 + ConfiguredShares.MOST; epoch++) {
      state.requested(WatchEvents.deployment("berlin", epoch, true));
    }
    assertThat(snapshot().variants())
        .extracting(VariantShare::configured)
        .containsExactly(null, null);
  }

  @Test
  void listsVariantsThatNoImageTakes() {
    state.requested(WatchEvents.deployment("berlin", 7, false));
    assertThat(snapshot().variants()).isEmpty();
    state.status(WatchEvents.deployed("berlin", 7, START));
    state.prediction(WatchEvents.routed("a", "berlin", 7, false, START));
    assertThat(snapshot().variants())
        .containsExactly(
            new VariantShare("all", "canary", 0, 0.25, 0.0, null, null, null),
            new VariantShare("all", "stable", 1, 0.75, 1.0, 0.0, 0.0, 1.0));
  }

  @Test
  void configuredSharesFollowThePlanAndItsDecisions() {
    state.prediction(WatchEvents.routed("a", "berlin", 7, true, START));
    state.prediction(WatchEvents.routed("b", "berlin", 7, false, START));
    state.requested(WatchEvents.deployment("berlin", 7, true));
    assertThat(snapshot().variants())
        .extracting(VariantShare::configured)
        .containsExactly(0.1, 0.9);
    state.decision(WatchEvents.decision(1, RolloutAction.ADVANCE, 1, 500_000, "fine", START));
    assertThat(snapshot().variants())
        .extracting(VariantShare::configured)
        .containsExactly(0.5, 0.5);
    state.decision(WatchEvents.decision(2, RolloutAction.ROLL_BACK, -1, 0, "worse", START));
    assertThat(snapshot().variants())
        .extracting(VariantShare::configured)
        .containsExactly(0.0, 1.0);
  }

  private static Prediction compared(String id, String label, String ofShadow) {
    Prediction prediction = deployed(id, "2", "canary");
    prediction.setDecision(Decision.CLASSIFIED);
    prediction.setShadows(
        List.of(
            new ShadowPrediction(
                new ModelVersion("signs", "9", "d"),
                List.of(new ClassProbability(0, ofShadow, 0.5f)),
                null)));
    prediction.setClasses(List.of(new ClassProbability(0, label, 0.5f)));
    return prediction;
  }

  private static Prediction deployed(String id, String version, String variant) {
    Prediction prediction = WatchEvents.prediction(id, version, START, 5, "stop");
    prediction.setDeployment("berlin");
    prediction.setEpoch(1L);
    prediction.setRoute("cameras");
    prediction.setVariant(variant);
    prediction.setDecision(Decision.UNKNOWN);
    prediction.setShadows(
        List.of(new ShadowPrediction(new ModelVersion("signs", "9", "d"), List.of(), "no")));
    return prediction;
  }

  @Test
  void keepsTheNewestRejectionsAndCountsTheirReasons() {
    for (int i = 0; i < 30; i++) {
      state.rejected(WatchEvents.rejection("r" + i, START, "expected more"));
    }
    state.rejected(WatchEvents.rejection(null, START, "x".repeat(5000)));
    WatchSnapshot after = snapshot();
    assertThat(after.rejected()).hasSize(Rejections.MOST);
    assertThat(after.rejected().get(0).message()).hasSizeLessThan(500).endsWith("…");
    assertThat(after.rejected().get(1).id()).isEqualTo("r29");
    assertThat(after.reasons()).containsExactly(Map.entry("TRUNCATED_IMAGE", 31L));
    assertThat(after.totals().rejected()).isEqualTo(31);
  }

  private WatchSnapshot snapshot() {
    return state.snapshot(List.of());
  }
}
