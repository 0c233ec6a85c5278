package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.ShadowPrediction;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.protocol.UnknownRule;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.config.ModelLimits;
import io.flinkmobilenet.stream.kafka.TestRecords;
import io.flinkmobilenet.stream.state.Observation;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClassifyDeploymentTest {
  private static final PublishedModel ONE =
      new PublishedModel(new ModelKey("m", "1"), TestModels.artifact(1, 32, 10));
  private static final PublishedModel TWO =
      new PublishedModel(new ModelKey("m", "2"), TestModels.artifact(2, 64, 10));
  private static final int HALF = Share.WHOLE / 2;

  @AfterEach
  void everyPlanIsGivenBack() {
    assertThat(SharedPlans.size()).isZero();
  }

  @Test
  void aDeploymentTakesEffectAsAWholeWhenTheLastOfItsModelsIsLoaded() throws Exception {
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.model(halves(2));
      classify(harness, 20);
      List<ModelMessage> messages = TWO.messages();
      harness.models(messages.subList(0, messages.size() - 1));
      classify(harness, 20);
      assertThat(harness.predictions())
          .hasSize(40)
          .allSatisfy(
              prediction -> {
                assertThat(prediction.getModel().getVersion()).isEqualTo("1");
                assertThat(prediction.getDeployment()).isNull();
                assertThat(prediction.getRoute()).isNull();
                assertThat(prediction.getEpoch()).isEqualTo(1);
              });
      assertThat(ofDeployment(harness))
          .extracting(status -> status.getState() + ": " + status.getMessage())
          .containsExactly(
              "RECEIVED: waits for the manifest of model m/2 (if it was dropped, publish it again)");

      harness.model(messages.get(messages.size() - 1));
      harness.takeMail();
      classify(harness, 40);
      List<Prediction> after = harness.predictions().subList(40, 80);
      assertThat(after)
          .allSatisfy(
              prediction -> {
                assertThat(prediction.getDeployment()).isEqualTo("spring");
                assertThat(prediction.getEpoch()).isEqualTo(2);
                assertThat(prediction.getRoute()).isEqualTo("all");
                assertThat(prediction.getVariant())
                    .isEqualTo(
                        prediction.getModel().getVersion().equals("1") ? "stable" : "canary");
              });
      assertThat(after).extracting(Prediction::getVariant).contains("stable", "canary");
      assertThat(harness.told())
          .containsExactly(
              "1 RECEIVED",
              "1 ACTIVE",
              "2 RECEIVED",
              "2 RECEIVED",
              "1 ACTIVE",
              "2 ACTIVE",
              "2 ACTIVE");
    }
  }

  @Test
  void theSameImageGetsTheSameVariantAfterARestoreAndAtEveryParallelism() throws Exception {
    List<String> expected;
    OperatorSubtaskState state;
    try (ClassifyHarness harness = ClassifyHarness.opened(both(halves(2)))) {
      classify(harness, 50);
      expected = harness.predictions().stream().map(Prediction::getVariant).toList();
      state = harness.snapshot(1, 1);
    }
    assertThat(expected).contains("stable", "canary");
    for (int parallelism : new int[] {1, 2, 4}) {
      OperatorSubtaskState part =
          ClassifyHarness.repartitionOperatorState(
              state, ClassifyHarness.MAX_PARALLELISM, 1, parallelism, parallelism - 1);
      try (ClassifyHarness restored =
          ClassifyHarness.restored(part, parallelism, parallelism - 1)) {
        classify(restored, 50);
        assertThat(restored.predictions())
            .extracting(Prediction::getVariant)
            .containsExactlyElementsOf(expected);
      }
    }
  }

  @Test
  void aCascadeAsksTheNextModelWhenTheAnswerIsUncertain() throws Exception {
    assertThat(answerOfCascade(0, false)).isEqualTo("1, stage 0");
    assertThat(answerOfCascade(1, false)).isEqualTo("2, stage 1");
    assertThat(answerOfCascade(0, true)).isEqualTo("1, stage 0");
    assertThat(answerOfCascade(1, true)).isEqualTo("2, stage 1");
  }

  @Test
  void aMarginIsTheBestProbabilityLessTheSecond() throws Exception {
    Prediction alone;
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      classify(harness, 1);
      alone = harness.predictions().get(0);
    }
    float best = alone.getClasses().get(0).getProbability();
    float second = alone.getClasses().get(1).getProbability();
    assertThat(answerOfCascade(best - second, true)).isEqualTo("1, stage 0");
    assertThat(answerOfCascade(best, false)).isEqualTo("1, stage 0");
    assertThat(answerOfCascade(best, true)).isEqualTo("2, stage 1");
    assertThat(answerOfCascade(Math.nextUp(best), false)).isEqualTo("2, stage 1");
  }

  private static String answerOfCascade(float least, boolean margin) throws Exception {
    Variant cascade =
        new Variant(
            "stable",
            Share.WHOLE,
            List.of(
                new CascadeStage(ONE.key(), least, margin), new CascadeStage(TWO.key(), 1, false)));
    try (ClassifyHarness harness = ClassifyHarness.opened(both(deployment(2, cascade)))) {
      classify(harness, 1);
      Prediction prediction = harness.predictions().get(0);
      return prediction.getModel().getVersion() + ", stage " + prediction.getStage();
    }
  }

  @Test
  void belowItsThresholdAnImageIsUnknownButItsClassesAreListed() throws Exception {
    Prediction certain = withUnknown(new UnknownRule(0, Map.of()));
    assertThat(certain.getDecision()).isEqualTo(Decision.CLASSIFIED);
    String label = certain.getClasses().get(0).getLabel();

    Prediction uncertain = withUnknown(new UnknownRule(1, Map.of()));
    assertThat(uncertain.getDecision()).isEqualTo(Decision.UNKNOWN);
    assertThat(uncertain.getClasses()).isEqualTo(certain.getClasses());
    assertThat(withUnknown(new UnknownRule(1, Map.of(label, 0f))).getDecision())
        .isEqualTo(Decision.CLASSIFIED);
    assertThat(withUnknown(new UnknownRule(0, Map.of(label, 1f))).getDecision())
        .isEqualTo(Decision.UNKNOWN);
  }

  private static Prediction withUnknown(UnknownRule rule) throws Exception {
    Route route =
        new Route("all", List.of(), List.of(variant("stable", Share.WHOLE, ONE)), List.of(), rule);
    Deployment deployment = new Deployment("spring", 2, List.of(route), null, null, null);
    try (ClassifyHarness harness = ClassifyHarness.opened(both(deployment))) {
      classify(harness, 1);
      return harness.predictions().get(0);
    }
  }

  @Test
  void whatShadowsSayIsApartFromTheAnswer() throws Exception {
    Deployment deployment =
        withShadow(2, new Shadow(TWO.key(), HALF), variant("stable", Share.WHOLE, ONE));
    try (ClassifyHarness harness = ClassifyHarness.opened(both(deployment))) {
      classify(harness, 100);
      List<Prediction> predictions = harness.predictions();
      assertThat(predictions)
          .allSatisfy(prediction -> assertThat(prediction.getModel().getVersion()).isEqualTo("1"));
      List<ShadowPrediction> shadows =
          predictions.stream().flatMap(prediction -> prediction.getShadows().stream()).toList();
      assertThat(shadows)
          .hasSizeBetween(30, 70)
          .allSatisfy(
              shadow -> {
                assertThat(shadow.getModel().getDigest()).isEqualTo(TWO.artifact().digest());
                assertThat(shadow.getClasses()).hasSize(3);
                assertThat(shadow.getError()).isNull();
              });
    }
  }

  @Test
  void aShadowThatAnsweredTheImageItselfDoesNotSeeItAgain() throws Exception {
    Deployment deployment =
        withShadow(2, new Shadow(ONE.key(), Share.WHOLE), variant("stable", Share.WHOLE, ONE));
    try (ClassifyHarness harness = ClassifyHarness.opened(both(deployment))) {
      classify(harness, 1);
      assertThat(harness.predictions().get(0).getShadows()).isEmpty();
    }
  }

  @Test
  void aDeploymentWithAnUnusableModelLeavesTheOneInForce() throws Exception {
    try (ClassifyHarness harness = ClassifyHarness.opened(both(halves(2)))) {
      PublishedModel bad =
          new PublishedModel(new ModelKey("m", "3"), TestModels.artifact(3, 32, 10));
      harness.model(deployment(3, variant("stable", Share.WHOLE, bad)));
      for (ModelMessage message : bad.messages()) {
        harness.model(message instanceof Chunk chunk ? damaged(chunk) : message);
      }
      harness.takeMail();
      classify(harness, 1);
      assertThat(harness.predictions().get(0).getEpoch()).isEqualTo(2);
      assertThat(harness.told()).contains("3 REJECTED");
      assertThat(ofDeployment(harness))
          .filteredOn(status -> status.getVersion().equals("3"))
          .extracting(status -> status.getState().name())
          .containsOnly("RECEIVED");

      harness.models(bad.messages());
      harness.takeMail();
      classify(harness, 1);
      assertThat(harness.predictions().get(1).getEpoch()).isEqualTo(3);
    }
  }

  private static Chunk damaged(Chunk chunk) {
    byte[] data = chunk.data().clone();
    data[data.length / 2] ^= 1;
    return new Chunk(chunk.digest(), chunk.index(), data);
  }

  @Test
  void aDeploymentThatTakesTooMuchMemoryIsRefusedInWords() throws Exception {
    ModelLimits limits = new ModelLimits(1 << 23, 4, 4, 3 << 20);
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1), limits)) {
      harness.models(TWO.messages());
      harness.takeMail();
      harness.model(halves(2));
      harness.takeMail();
      classify(harness, 1);
      assertThat(harness.predictions().get(0).getEpoch()).isEqualTo(1);
      ModelStatus refused = ofDeployment(harness).get(1);
      assertThat(refused.getState().name()).isEqualTo("REJECTED");
      assertThat(refused.getMessage())
          .matches(
              "its models take \\d+ bytes of memory or more, limit 3145728"
                  + " \\(--max-loaded-bytes\\)");
    }
  }

  @Test
  void aDeploymentOfTooManyModelsIsRefusedInWords() throws Exception {
    ModelLimits limits = new ModelLimits(1 << 23, 4, 1, 1 << 30);
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1), limits)) {
      harness.models(TWO.messages());
      harness.takeMail();
      harness.model(halves(2));
      assertThat(ofDeployment(harness))
          .extracting(ModelStatus::getMessage)
          .containsExactly(
              "expected at most 1 models (--max-loaded-models 1, --max-models 4), found 2");
    }
  }

  /** A model is published before it is requested, so it needs a place. */
  @Test
  void aDeploymentLeavesAPlaceForTheNextModel() throws Exception {
    ModelLimits limits = new ModelLimits(1 << 23, 2, 8, 1 << 30);
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1), limits)) {
      harness.models(TWO.messages());
      harness.takeMail();
      harness.model(halves(2));
      assertThat(ofDeployment(harness))
          .extracting(ModelStatus::getMessage)
          .containsExactly(
              "expected at most 1 models (--max-loaded-models 8, --max-models 2), found 2");
    }
  }

  @Test
  void theOrderOfTheMessagesDoesNotMatter() throws Exception {
    List<ModelMessage> messages = both(halves(2));
    messages.add(ONE.activation(1));
    for (int seed = 0; seed < 5; seed++) {
      List<ModelMessage> order = new ArrayList<>(messages);
      Collections.shuffle(order, new java.util.Random(seed));
      try (ClassifyHarness harness = ClassifyHarness.opened(order)) {
        classify(harness, 1);
        assertThat(harness.predictions().get(0).getEpoch()).isEqualTo(2);
      }
    }
  }

  @Test
  void decisionsMoveThePlanAndSurviveARestart() throws Exception {
    OperatorSubtaskState state;
    try (ClassifyHarness harness = ClassifyHarness.opened(both(planned(2)))) {
      assertThat(canaries(harness)).isBetween(1, 60);
      harness.model(new RolloutDecision(1, 9, 1, false));
      harness.model(new RolloutDecision(2, 1, 1, false));
      assertThat(canaries(harness)).isEqualTo(100);
      state = harness.snapshot(1, 1);
    }
    try (ClassifyHarness restored = ClassifyHarness.restored(state, 1, 0)) {
      assertThat(canaries(restored)).isEqualTo(100);
      restored.model(new RolloutDecision(2, 2, Rollout.ROLLED_BACK, true));
      int observed = restored.observations().size();
      assertThat(canaries(restored)).isZero();
      assertThat(restored.observations()).hasSize(observed);
    }
  }

  private static int canaries(ClassifyHarness harness) {
    int before = harness.predictions().size();
    classify(harness, 100);
    List<Prediction> predictions = harness.predictions();
    return (int)
        predictions.subList(before, predictions.size()).stream()
            .filter(prediction -> prediction.getVariant().equals("canary"))
            .count();
  }

  @Test
  void theJudgeIsToldWhatGuardsLimit() throws Exception {
    try (ClassifyHarness harness = ClassifyHarness.opened(both(planned(2)))) {
      classify(harness, 100);
      List<Observation> observations = harness.observations();
      List<Prediction> predictions = harness.predictions();
      assertThat(observations).hasSize(100);
      for (int i = 0; i < 100; i++) {
        Observation observation = observations.get(i);
        Prediction prediction = predictions.get(i);
        boolean canary = prediction.getVariant().equals("canary");
        assertThat(observation.canary()).isEqualTo(canary);
        assertThat(observation.epoch()).isEqualTo(2);
        assertThat(observation.step()).isZero();
        // Stable images have the canary's model as their shadow; no image has the attribute.
        assertThat(observation.counted()).isEqualTo(canary ? 0b0111 : 0b1111);
        assertThat(observation.bad() & 0b0111).isEqualTo(0b0110);
        if (!canary) {
          boolean differs =
              !prediction
                  .getClasses()
                  .get(0)
                  .getLabel()
                  .equals(prediction.getShadows().get(0).getClasses().get(0).getLabel());
          assertThat((observation.bad() & 0b1000) != 0).isEqualTo(differs);
        }
      }
      assertThat(predictions).extracting(Prediction::getVariant).contains("canary", "stable");
    }
  }

  /** Guards: rejected, unknown (always), slow (always), disagreement, error (never counted). */
  private static Deployment planned(long epoch) {
    List<Guard> guards =
        List.of(
            new Guard(GuardMeasure.REJECTED, 0.1, false, 10, 0.99, 0, null),
            new Guard(GuardMeasure.UNKNOWN, 1, false, 10, 0.99, 0, null),
            new Guard(GuardMeasure.SLOW, 1, false, 10, 0.99, 1e-6, null),
            new Guard(GuardMeasure.DISAGREEMENT, 1, false, 10, 0.99, 0, null),
            new Guard(GuardMeasure.ERROR, 1, true, 10, 0.99, 0, "truth"));
    Route route =
        new Route(
            "all",
            List.of(),
            List.of(variant("stable", Share.WHOLE, ONE), variant("canary", 0, TWO)),
            List.of(new Shadow(TWO.key(), Share.WHOLE)),
            new UnknownRule(1, Map.of()));
    Rollout plan = new Rollout("all", List.of(200_000, Share.WHOLE), 1000, guards, 0, false);
    return new Deployment("spring", epoch, List.of(route), plan, null, null);
  }

  private static Deployment halves(long epoch) {
    return deployment(epoch, variant("stable", HALF, ONE), variant("canary", HALF, TWO));
  }

  private static Variant variant(String name, int share, PublishedModel model) {
    return new Variant(name, share, List.of(new CascadeStage(model.key(), 0, false)));
  }

  private static Deployment deployment(long epoch, Variant... variants) {
    Route route = new Route("all", List.of(), List.of(variants), List.of(), null);
    return new Deployment("spring", epoch, List.of(route), null, null, null);
  }

  private static Deployment withShadow(long epoch, Shadow shadow, Variant variant) {
    Route route = new Route("all", List.of(), List.of(variant), List.of(shadow), null);
    return new Deployment("spring", epoch, List.of(route), null, null, null);
  }

  /** Returns the messages of both models and the deployment. */
  private static List<ModelMessage> both(Deployment deployment) {
    List<ModelMessage> messages = new ArrayList<>(ONE.messages());
    messages.addAll(TWO.messages());
    messages.add(deployment);
    return messages;
  }

  private static void classify(ClassifyHarness harness, int images) {
    IntStream.range(0, images)
        .mapToObj(i -> TestRecords.image(TestPictures.event("image-" + i, i)))
        .forEach(record -> harness.image(new PreparedImage(record, List.of())));
  }

  private static List<ModelStatus> ofDeployment(ClassifyHarness harness) {
    return harness.statuses().stream().filter(status -> status.getDeployment() != null).toList();
  }
}
