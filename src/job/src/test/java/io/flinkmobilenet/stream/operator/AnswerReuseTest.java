package io.flinkmobilenet.stream.operator;

import static io.flinkmobilenet.stream.operator.StillScene.png;
import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.stream.config.ReuseMode;
import io.flinkmobilenet.stream.config.ReuseSettings;
import io.flinkmobilenet.stream.state.Thumbnail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnswerReuseTest {
  private static final PublishedModel ONE =
      new PublishedModel(new ModelKey("m", "1"), TestModels.artifact(1, 32, 10));
  private static final PublishedModel TWO =
      new PublishedModel(new ModelKey("m", "2"), TestModels.artifact(2, 32, 10));

  private static final ReuseSettings EXACT = settings(ReuseMode.EXACT, 0, 5);
  private static final ReuseSettings NEAR = settings(ReuseMode.NEAR, 8, 5);

  /** Two images of the same scene, and one with a thing in it. */
  private static final byte[] STILL = png(0, 0, 1, -1);

  private static final byte[] NOISY = png(0, 0, 2, -1);
  private static final byte[] THING = png(0, 0, 3, 250);

  private static ReuseSettings settings(ReuseMode mode, int distance, long seconds) {
    return new ReuseSettings(mode, distance, Duration.ofSeconds(seconds));
  }

  private static ClassifyHarness opened(ReuseSettings reuse) throws Exception {
    return ClassifyHarness.reusing(reuse, 1, 0, null, ONE.activated(1));
  }

  private static Prediction classify(ClassifyHarness harness, String id, long at, byte[] image) {
    return classify(harness, "camera", id, at, image);
  }

  private static Prediction classify(
      ClassifyHarness harness, String source, String id, long at, byte[] image) {
    harness.image(StillScene.of(id, source, at, image));
    List<Prediction> predictions = harness.predictions();
    Prediction last = predictions.get(predictions.size() - 1);
    assertThat(last.getImageId()).isEqualTo(id);
    return last;
  }

  private static void requireRepeated(Prediction prediction, Prediction earlier) {
    assertThat(prediction.getRepeats()).isEqualTo(earlier.getImageId());
    assertThat(prediction.getClasses()).isEqualTo(earlier.getClasses());
    assertThat(prediction.getEmbedding()).isEqualTo(earlier.getEmbedding()).isNotEmpty();
    assertThat(prediction.getModel()).isEqualTo(earlier.getModel());
    assertThat(prediction.getEpoch()).isEqualTo(earlier.getEpoch());
  }

  private static void requireClassified(Prediction prediction) {
    assertThat(prediction.getRepeats()).as(prediction.getImageId()).isNull();
    assertThat(prediction.getDistance()).isNull();
  }

  @Test
  void theSameBytesGetTheEarlierAnswerOnce() throws Exception {
    try (ClassifyHarness harness = opened(EXACT)) {
      Prediction first = classify(harness, "a", 0, STILL);
      requireClassified(first);
      requireClassified(classify(harness, "b", 1000, NOISY));
      Prediction again = classify(harness, "c", 2000, STILL);
      requireRepeated(again, first);
      assertThat(again.getDistance()).isZero();
      assertThat(again.getCapturedAt().toEpochMilli()).isEqualTo(2000);
      assertThat(harness.predictions()).hasSize(3);
    }
  }

  @Test
  void onlyImagesOfTheSameSourceAreCompared() throws Exception {
    try (ClassifyHarness harness = opened(NEAR)) {
      classify(harness, "one", "a", 0, STILL);
      requireClassified(classify(harness, "two", "b", 0, STILL));
      requireClassified(classify(harness, "three", "c", 0, NOISY));
    }
  }

  @Test
  void imagesWithoutASourceRepeatTheSameBytesAlone() throws Exception {
    try (ClassifyHarness harness = opened(NEAR)) {
      Prediction first = classify(harness, null, "a", 0, STILL);
      requireClassified(classify(harness, null, "b", 0, NOISY));
      requireRepeated(classify(harness, null, "c", 0, STILL), first);
    }
  }

  @Test
  void anImageThatLooksLikeTheLatestRepeatsItAndAThingInTheSceneIsSeen() throws Exception {
    try (ClassifyHarness harness = opened(NEAR)) {
      Prediction empty = classify(harness, "a", 0, STILL);
      Prediction noisy = classify(harness, "b", 100, NOISY);
      requireRepeated(noisy, empty);
      assertThat(noisy.getDistance()).isBetween(1, 8);
      Prediction thing = classify(harness, "c", 200, THING);
      requireClassified(thing);
      requireRepeated(classify(harness, "d", 300, png(0, 0, 4, 250)), thing);
      requireClassified(classify(harness, "e", 400, png(0, 0, 5, -1)));
    }
  }

  @Test
  void imagesOfAnotherSizeAreDifferent() {
    Thumbnail one = new Thumbnail(10, 20, new byte[] {1, 2});
    assertThat(one.distance(new Thumbnail(20, 10, new byte[] {1, 2})))
        .isEqualTo(Thumbnail.DIFFERENT_SIZE);
    assertThat(one.distance(new Thumbnail(10, 20, new byte[] {3, -1}))).isEqualTo(253);
  }

  /** Each image is nearly the same as the one before, but not as the one that was classified. */
  @Test
  void slowChangesAddUpUntilTheyAreSeen() throws Exception {
    try (ClassifyHarness harness = opened(NEAR)) {
      int classified = 0;
      for (int i = 0; i < 12; i++) {
        Prediction prediction = classify(harness, "" + i, i, png(0, 4 * i, i, -1));
        classified += prediction.getRepeats() == null ? 1 : 0;
      }
      assertThat(classified).isBetween(4, 8);
    }
  }

  @Test
  void aStillSceneIsClassifiedAnewWithEachHeartbeat() throws Exception {
    for (ReuseSettings reuse : List.of(NEAR, EXACT)) {
      try (ClassifyHarness harness = opened(reuse)) {
        List<String> classified = new ArrayList<>();
        for (int second = 0; second < 20; second++) {
          Prediction prediction = classify(harness, "" + second, 1000L * second, STILL);
          if (prediction.getRepeats() == null) {
            classified.add(prediction.getImageId());
          }
        }
        assertThat(classified).containsExactly("0", "6", "12", "18");
      }
    }
  }

  @Test
  void aLateImageDoesNotTakeThePlaceOfTheLatestUnlessTheClockWasSetBack() throws Exception {
    try (ClassifyHarness harness = opened(NEAR)) {
      Prediction latest = classify(harness, "a", 100_000, STILL);
      requireClassified(classify(harness, "late", 99_000, THING));
      requireRepeated(classify(harness, "b", 100_500, NOISY), latest);
      Prediction reset = classify(harness, "c", 7, STILL);
      requireClassified(reset);
      requireRepeated(classify(harness, "d", 1000, NOISY), reset);
      requireClassified(classify(harness, "e", Long.MAX_VALUE, NOISY));
      requireClassified(classify(harness, "f", Long.MIN_VALUE / 2000, NOISY));
    }
  }

  @Test
  void noAnswerOutlivesItsModelOrItsActivation() throws Exception {
    try (ClassifyHarness harness = opened(NEAR)) {
      requireClassified(classify(harness, "a", 0, STILL));
      requireRepeatedId(classify(harness, "b", 1, STILL), "a");

      harness.models(TWO.activated(2));
      harness.takeMail();
      Prediction other = classify(harness, "c", 2, STILL);
      requireClassified(other);
      assertThat(other.getModel().getVersion()).isEqualTo("2");
      requireRepeatedId(classify(harness, "d", 3, NOISY), "c");

      harness.model(ONE.activation(3));
      harness.takeMail();
      Prediction back = classify(harness, "e", 4, STILL);
      requireClassified(back);
      assertThat(back.getModel().getVersion()).isEqualTo("1");
      assertThat(back.getEpoch()).isEqualTo(3);
    }
  }

  private static void requireRepeatedId(Prediction prediction, String id) {
    assertThat(prediction.getRepeats()).isEqualTo(id);
  }

  /** The same images go through the same job with and without the option. */
  @Test
  void everyImageIsAnsweredByTheModelThatItsOwnWaySays() throws Exception {
    List<ModelMessage> messages = new ArrayList<>(ONE.messages());
    messages.addAll(TWO.messages());
    messages.add(halves());
    List<Prediction> expected = new ArrayList<>();
    try (ClassifyHarness harness = ClassifyHarness.opened(messages)) {
      for (int i = 0; i < 60; i++) {
        expected.add(classify(harness, "" + i, i, STILL));
      }
    }
    try (ClassifyHarness harness = ClassifyHarness.reusing(NEAR, 1, 0, null, messages)) {
      int repeated = 0;
      for (Prediction plain : expected) {
        long at = plain.getCapturedAt().toEpochMilli();
        Prediction found = classify(harness, plain.getImageId(), at, STILL);
        assertThat(found.getVariant()).isEqualTo(plain.getVariant());
        assertThat(found.getModel()).isEqualTo(plain.getModel());
        assertThat(found.getClasses()).isEqualTo(plain.getClasses());
        if (found.getRepeats() == null) {
          assertThat(found.getShadows()).isEqualTo(plain.getShadows());
        } else {
          repeated++;
          assertThat(found.getShadows()).isEmpty();
        }
      }
      // Two variants, each with and without the shadow.
      assertThat(repeated).isEqualTo(60 - 4);
    }
  }

  @Test
  void anImageThatLooksLikeAnotherRepeatsItOnlyOnTheSameWay() throws Exception {
    List<ModelMessage> messages = new ArrayList<>(ONE.messages());
    messages.addAll(TWO.messages());
    messages.add(halves());
    try (ClassifyHarness harness = ClassifyHarness.reusing(NEAR, 1, 0, null, messages)) {
      Map<String, Prediction> classified = new HashMap<>();
      for (int i = 0; i < 60; i++) {
        Prediction found = classify(harness, "" + i, i, png(0, 0, i, -1));
        if (found.getRepeats() == null) {
          classified.put(found.getImageId(), found);
        } else {
          Prediction earlier = classified.get(found.getRepeats());
          requireRepeated(found, earlier);
          assertThat(found.getVariant()).isEqualTo(earlier.getVariant());
        }
      }
      assertThat(classified).hasSize(4);
    }
  }

  private static Deployment halves() {
    Route route =
        new Route(
            "all",
            List.of(),
            List.of(
                variant("stable", Share.WHOLE / 2, ONE), variant("canary", Share.WHOLE / 2, TWO)),
            List.of(new Shadow(TWO.key(), Share.WHOLE / 2)),
            null);
    return new Deployment("spring", 2, List.of(route), null, null, null);
  }

  /** Otherwise a still scene would make a decision about a rollout sure that is not. */
  @Test
  void theJudgeIsToldNothingAboutRepeatedAnswers() throws Exception {
    List<ModelMessage> messages = new ArrayList<>(ONE.messages());
    messages.addAll(TWO.messages());
    List<Guard> guards = List.of(new Guard(GuardMeasure.REJECTED, 0.1, false, 10, 0.99, 0, null));
    Route route =
        new Route(
            "all",
            List.of(),
            List.of(variant("stable", Share.WHOLE, ONE), variant("canary", 0, TWO)),
            List.of(),
            null);
    Rollout plan = new Rollout("all", List.of(Share.WHOLE / 2), 1000, guards, 0, false);
    messages.add(new Deployment("spring", 2, List.of(route), plan, null, null));
    try (ClassifyHarness harness = ClassifyHarness.reusing(NEAR, 1, 0, null, messages)) {
      for (int i = 0; i < 40; i++) {
        classify(harness, "" + i, i, STILL);
      }
      long classified =
          harness.predictions().stream().filter(it -> it.getRepeats() == null).count();
      assertThat(classified).isEqualTo(2);
      assertThat(harness.observations()).hasSize(2);
    }
  }

  private static Variant variant(String name, int share, PublishedModel model) {
    return new Variant(name, share, List.of(new CascadeStage(model.key(), 0, false)));
  }

  @Test
  void unusableImagesAreRejectedEachTime() throws Exception {
    try (ClassifyHarness harness = opened(NEAR)) {
      byte[] cut = Arrays.copyOf(STILL, STILL.length / 2);
      harness.image(StillScene.of("a", "camera", 0, cut));
      harness.image(StillScene.of("b", "camera", 1, cut));
      assertThat(harness.predictions()).isEmpty();
      assertThat(harness.rejected()).extracting(it -> it.getImageId()).containsExactly("a", "b");
    }
  }

  @Test
  void aRestoreAtAnyParallelismKeepsTheAnswersOfEverySource() throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    try (ClassifyHarness harness = opened(NEAR)) {
      for (int camera = 0; camera < 20; camera++) {
        classify(harness, "camera " + camera, "a" + camera, 0, png(camera, 0, camera, -1));
      }
      states.add(harness.snapshot(1, 1));
    }
    for (int parallelism : new int[] {3, 2, 1}) {
      OperatorSubtaskState all =
          ClassifyHarness.repackageState(states.toArray(new OperatorSubtaskState[0]));
      int before = states.size();
      states = new ArrayList<>();
      int answered = 0;
      for (int subtask = 0; subtask < parallelism; subtask++) {
        OperatorSubtaskState part =
            ClassifyHarness.repartitionOperatorState(
                all, ClassifyHarness.MAX_PARALLELISM, before, parallelism, subtask);
        try (ClassifyHarness harness =
            ClassifyHarness.reusing(NEAR, parallelism, subtask, part, List.of())) {
          for (int camera : camerasOf(subtask, parallelism)) {
            byte[] image = png(camera, 0, 99 + camera, -1);
            Prediction prediction = classify(harness, "camera " + camera, "b" + camera, 1, image);
            assertThat(prediction.getRepeats()).isEqualTo("a" + camera);
            answered++;
          }
          states.add(harness.snapshot(2, 2));
        }
      }
      assertThat(answered).isEqualTo(20);
    }
  }

  private static List<Integer> camerasOf(int subtask, int parallelism) {
    return IntStream.range(0, 20)
        .filter(
            camera ->
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        new SourceKey()
                            .getKey(StillScene.of("id", "camera " + camera, 0, new byte[1])),
                        ClassifyHarness.MAX_PARALLELISM,
                        parallelism)
                    == subtask)
        .boxed()
        .toList();
  }

  /** A savepoint of a job without the option starts with it, and the other way round. */
  @Test
  void aJobGoesToTheOptionAndBack() throws Exception {
    OperatorSubtaskState state;
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      requireClassified(classify(harness, "a", 0, STILL));
      state = harness.snapshot(1, 1);
    }
    try (ClassifyHarness harness = ClassifyHarness.reusing(NEAR, 1, 0, state, List.of())) {
      requireClassified(classify(harness, "b", 1, STILL));
      requireRepeatedId(classify(harness, "c", 2, STILL), "b");
      state = harness.snapshot(2, 2);
    }
    try (ClassifyHarness harness = ClassifyHarness.restored(state, 1, 0)) {
      requireClassified(classify(harness, "d", 3, STILL));
      state = harness.snapshot(3, 3);
    }
    ReuseSettings longer = settings(ReuseMode.NEAR, 20, 3600);
    try (ClassifyHarness harness = ClassifyHarness.reusing(longer, 1, 0, state, List.of())) {
      requireClassified(classify(harness, "e", 4, STILL));
      requireRepeatedId(classify(harness, "f", 5, NOISY), "e");
    }
  }

  @Test
  void aSourceThatSendsNothingMoreLeavesNoState() throws Exception {
    try (ClassifyHarness harness = opened(NEAR)) {
      harness.setStateTtlProcessingTime(0);
      for (int camera = 0; camera < 50; camera++) {
        classify(harness, "camera " + camera, "a" + camera, 0, STILL);
      }
      assertThat(harness.sources()).isEqualTo(50);
      harness.setStateTtlProcessingTime(Duration.ofMinutes(2).toMillis());
      requireClassified(classify(harness, "camera 7", "b", 1, STILL));
      for (int i = 0; i < 600; i++) {
        classify(harness, "camera 7", "c" + i, i, STILL);
      }
      assertThat(harness.sources()).isOne();
    }
  }

  @Test
  void theMemoryOfAnswersIsLimited() {
    long[] now = {0};
    MemoryBudget budget = new MemoryBudget(Duration.ofSeconds(1), () -> now[0]);
    int half = (int) (MemoryBudget.MOST / 2);
    assertThat(budget.take(half)).isTrue();
    assertThat(budget.take(half)).isTrue();
    assertThat(budget.take(1)).isFalse();
    assertThat(budget.take(0)).isTrue();
    assertThat(budget.take(-5)).isTrue();
    assertThat(budget.take(5)).isTrue();
    assertThat(budget.take(1)).isFalse();
    now[0] = 1000;
    assertThat(budget.take(1)).isTrue();
  }

  @Test
  void aSourceHasALimitedNumberOfAnswers() throws Exception {
    try (ClassifyHarness harness = opened(EXACT)) {
      for (int i = 0; i <= AnswerMemory.MOST; i++) {
        requireClassified(classify(harness, "a" + i, i, png(0, 0, i, -1)));
      }
      requireRepeatedId(classify(harness, "b", 20, png(0, 0, 1, -1)), "a1");
      requireClassified(classify(harness, "c", 21, png(0, 0, 0, -1)));
    }
  }
}
