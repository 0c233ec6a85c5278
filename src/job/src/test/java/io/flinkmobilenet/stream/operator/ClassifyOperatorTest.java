package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.model.GoldenImage;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ManifestGeometry;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.signing.SigningKey;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.golden.GoldenReference;
import io.flinkmobilenet.stream.kafka.TestRecords;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.InputPixels;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClassifyOperatorTest {
  private static final PublishedModel ONE =
      new PublishedModel(new ModelKey("m", "1"), TestModels.artifact(1, 32, 10));
  private static final PublishedModel TWO =
      new PublishedModel(new ModelKey("m", "2"), TestModels.artifact(2, 64, 12));

  @AfterEach
  void everyPlanIsGivenBack() {
    assertThat(SharedPlans.size()).isZero();
  }

  private static ImageRecord record(byte[] value) {
    return TestRecords.image(value);
  }

  private static ImageRecord picture() {
    return record(TestPictures.event("id", 5));
  }

  private static PreparedImage unprepared() {
    return new PreparedImage(picture(), List.of());
  }

  private static PreparedImage preparedFor(InputGeometry... sizes) throws Exception {
    ImagePreparation preparation = new ImagePreparation(ImageLimits.DEFAULT, DecodeMode.FAST);
    return preparation.prepare(picture(), List.of(sizes));
  }

  @Test
  void classifiesWithTheModelOfTheHistory() throws Exception {
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.image(preparedFor(ONE.geometry()));
      Prediction prediction = harness.predictions().get(0);
      assertThat(prediction.getImageId()).isEqualTo("id");
      assertThat(prediction.getSource()).isEqualTo("camera");
      assertThat(prediction.getCapturedAt().toEpochMilli()).isEqualTo(1_000_000);
      assertThat(prediction.getModel().getDigest()).isEqualTo(ONE.artifact().digest());
      assertThat(prediction.getOrigin().getOffset()).isEqualTo(7);
      assertThat(prediction.getClasses()).hasSize(3);
      assertThat(prediction.getClasses().get(0).getLabel())
          .isEqualTo("class " + prediction.getClasses().get(0).getIndex());
      assertThat(prediction.getEmbedding()).hasSize(1280);
      assertThat(harness.extractOutputStreamRecords().get(0).getTimestamp()).isEqualTo(1_000_000);
      assertThat(harness.told()).containsExactly("1 RECEIVED", "1 ACTIVE");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, Long.MAX_VALUE})
  void anyTimeOfCaptureIsFine(long capturedAt) throws Exception {
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.image(new PreparedImage(record(TestPictures.event("id", 5, capturedAt)), List.of()));
      assertThat(harness.predictions())
          .extracting(prediction -> prediction.getCapturedAt().toEpochMilli())
          .containsExactly(capturedAt);
    }
  }

  @Test
  void aPredictionSaysWhatItsProbabilitiesAre() throws Exception {
    Prediction softmax = predictionOf(ONE);
    assertThat(softmax.getScores()).isEqualTo(io.flinkmobilenet.event.Scores.SOFTMAX);
    ModelArtifact labels = TestModels.artifact(1, 32, 10, Scores.SIGMOID);
    Prediction sigmoid = predictionOf(new PublishedModel(new ModelKey("labels", "1"), labels));
    assertThat(sigmoid.getScores()).isEqualTo(io.flinkmobilenet.event.Scores.SIGMOID);
    assertThat(sigmoid.getClasses())
        .extracting(ClassProbability::getIndex)
        .containsExactlyElementsOf(
            softmax.getClasses().stream().map(ClassProbability::getIndex).toList());
    assertThat(odds(sigmoid, 0) - odds(sigmoid, 1))
        .isCloseTo(
            Math.log(probability(softmax, 0) / probability(softmax, 1)), Offset.offset(1e-3));

    Prediction single =
        predictionOf(
            new PublishedModel(new ModelKey("single", "1"), TestModels.artifact(1, 32, 1)));
    assertThat(single.getScores()).isEqualTo(io.flinkmobilenet.event.Scores.SIGMOID);
    assertThat(probability(single, 0)).isBetween(0.001, 0.999);
  }

  private static Prediction predictionOf(PublishedModel model) throws Exception {
    try (ClassifyHarness harness = ClassifyHarness.opened(model.activated(1))) {
      harness.image(unprepared());
      return harness.predictions().get(0);
    }
  }

  private static double probability(Prediction prediction, int rank) {
    return prediction.getClasses().get(rank).getProbability();
  }

  /** The logit of a sigmoid's probability. */
  private static double odds(Prediction prediction, int rank) {
    double probability = probability(prediction, rank);
    return Math.log(probability / (1 - probability));
  }

  /** The record is that of another image, which would have other classes. */
  @Test
  void thePixelsOfTheModelsSizeAreTakenFromThoseThatWereSent() throws Exception {
    InputGeometry size = ONE.geometry();
    ImageRecord other = record(TestPictures.event("other", 6));
    PreparedImage both = preparedFor(TWO.geometry(), size);
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.image(preparedFor(size));
      harness.image(new PreparedImage(other, both.inputs()));
      harness.image(new PreparedImage(other, List.of()));
      List<Prediction> predictions = harness.predictions();
      assertThat(predictions.get(1).getClasses()).isEqualTo(predictions.get(0).getClasses());
      assertThat(predictions.get(2).getClasses()).isNotEqualTo(predictions.get(0).getClasses());
    }
  }

  @Test
  void anImageForAnotherGeometryIsPreparedAgain() throws Exception {
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.image(preparedFor(ONE.geometry()));
      harness.image(preparedFor(TWO.geometry()));
      harness.image(unprepared());
      assertThat(harness.predictions())
          .extracting(Prediction::getClasses)
          .containsOnly(harness.predictions().get(0).getClasses())
          .hasSize(3);
    }
  }

  @Test
  void theOldModelAnswersUntilTheNewOneIsReadyAndNoRecordIsNeededToSwap() throws Exception {
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      for (ModelMessage message : TWO.activated(2)) {
        harness.model(message);
        harness.image(unprepared());
      }
      assertThat(harness.answeredBy()).containsOnly("1");
      harness.takeMail();
      assertThat(harness.told())
          .containsExactly("1 RECEIVED", "1 ACTIVE", "2 RECEIVED", "2 ACTIVE", "1 RETIRED");
      harness.image(unprepared());
      assertThat(harness.answeredBy()).endsWith("1", "2");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void messagesInAnyOrderLeadToTheSameModel(long seed) throws Exception {
    List<ModelMessage> messages = TWO.activated(2);
    Collections.shuffle(messages, new Random(seed));
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.models(messages);
      harness.takeMail();
      harness.image(unprepared());
      assertThat(harness.answeredBy()).containsExactly("2");
    }
  }

  @Test
  void aBrokenModelIsRejectedAndTheActiveOneStays() throws Exception {
    List<ModelMessage> messages = TWO.activated(2);
    Chunk first = (Chunk) messages.get(1);
    byte[] damaged = first.data().clone();
    damaged[damaged.length - 1] ^= 1;
    messages.set(1, new Chunk(first.digest(), 0, damaged));
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.models(messages);
      harness.takeMail();
      harness.image(unprepared());
      assertThat(harness.answeredBy()).containsExactly("1");
      assertThat(harness.told()).endsWith("2 REJECTED");
      assertThat(harness.statuses().get(2).getMessage())
          .startsWith("expected digest " + TWO.artifact().digest() + ", found ");
      harness.models(TWO.messages());
      harness.takeMail();
      harness.image(unprepared());
      assertThat(harness.answeredBy()).endsWith("1", "2");
    }
  }

  @Test
  void aModelWhoseSumsOverflowIsRejected() throws Exception {
    byte[] canonical = TWO.artifact().bytes().clone();
    // The classifier's bias is the last tensor, its weights are the one before.
    ByteBuffer last = ByteBuffer.wrap(canonical).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = canonical.length - 5_000; at < canonical.length; at += 4) {
      last.putFloat(at, 3e38f);
    }
    PublishedModel huge = new PublishedModel(TWO.key(), ModelArtifact.parse(canonical));
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.models(huge.activated(2));
      harness.takeMail();
      harness.image(unprepared());
      assertThat(harness.answeredBy()).containsExactly("1");
      assertThat(harness.told()).endsWith("2 REJECTED");
      assertThat(harness.statuses().get(2).getMessage()).contains("expected finite logits, found ");
    }
  }

  @Test
  void aManifestWithAnotherGeometryThanTheArtifactIsRejected() throws Exception {
    Manifest true2 = TWO.manifest();
    Manifest liar =
        new Manifest(
            true2.key(),
            true2.digest(),
            true2.bytes(),
            true2.chunks(),
            ManifestGeometry.shortestEdge(20, 20, 20),
            0);
    List<ModelMessage> messages = TWO.activated(2);
    messages.set(0, liar);
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.models(messages);
      harness.takeMail();
      assertThat(harness.told()).endsWith("2 REJECTED");
      assertThat(harness.statuses().get(2).getMessage()).startsWith("manifest says InputGeometry");
    }
  }

  @Test
  void aCheckpointBringsBackTheSameModelWithoutTheTopic() throws Exception {
    OperatorSubtaskState state;
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.models(TWO.messages());
      harness.takeMail();
      state = harness.snapshot(1, 1);
    }
    try (ClassifyHarness harness = ClassifyHarness.restored(state, 1, 0)) {
      harness.image(unprepared());
      assertThat(harness.answeredBy()).containsExactly("1");
      assertThat(harness.told()).isEmpty();
      harness.model(TWO.activation(2));
      harness.takeMail();
      harness.image(unprepared());
      assertThat(harness.answeredBy()).endsWith("2");
    }
  }

  @Test
  void aCheckpointOfABrokenActivationRestoresTheActiveModel() throws Exception {
    OperatorSubtaskState state;
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.model(TWO.activation(2));
      harness.model(TWO.manifest());
      state = harness.snapshot(1, 1);
    }
    try (ClassifyHarness harness = ClassifyHarness.restored(state, 1, 0)) {
      harness.image(unprepared());
      assertThat(harness.answeredBy()).containsExactly("1");
      harness.models(TWO.messages());
      harness.takeMail();
      harness.image(unprepared());
      assertThat(harness.answeredBy()).endsWith("2");
    }
  }

  @Test
  void whatACheckpointHoldsIsRefusedWhereItsPublisherIsNotTrusted() throws Exception {
    OperatorSubtaskState state;
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(4))) {
      state = harness.snapshot(1, 1);
    }
    SigningKey publisher = SigningKey.generate();
    List<ModelMessage> signed = TWO.messages();
    signed.set(0, TWO.manifest().sign(publisher));
    signed.add(TWO.activation(5).sign(publisher));
    TrustedKeys trusted = new TrustedKeys(List.of(publisher.verificationKey()));
    try (ClassifyHarness harness = ClassifyHarness.restored(state, signed, trusted)) {
      harness.image(unprepared());
      assertThat(harness.answeredBy()).containsExactly("2");
      assertThat(harness.told()).containsExactly("1 REJECTED", "2 RECEIVED", "2 ACTIVE");
      state = harness.snapshot(2, 2);
    }
    try (ClassifyHarness harness = ClassifyHarness.restored(state, List.of(), trusted)) {
      harness.image(unprepared());
      assertThat(harness.answeredBy()).containsExactly("2");
    }
  }

  @Test
  void scalesFromOneToTwoAndBack() throws Exception {
    OperatorSubtaskState one;
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      one = harness.snapshot(1, 1);
    }
    OperatorSubtaskState[] two = new OperatorSubtaskState[2];
    for (int subtask = 0; subtask < 2; subtask++) {
      try (ClassifyHarness harness =
          ClassifyHarness.restored(repartition(one, 1, 2, subtask), 2, subtask)) {
        harness.image(unprepared());
        assertThat(harness.answeredBy()).containsExactly("1");
        harness.models(TWO.activated(2));
        harness.takeMail();
        assertThat(harness.told().isEmpty()).isEqualTo(subtask == 1);
        two[subtask] = harness.snapshot(2, 2);
      }
    }
    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(two);
    try (ClassifyHarness harness = ClassifyHarness.restored(repartition(both, 2, 1, 0), 1, 0)) {
      harness.image(unprepared());
      assertThat(harness.answeredBy()).containsExactly("2");
    }
  }

  private static OperatorSubtaskState repartition(
      OperatorSubtaskState state, int from, int to, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        state, ClassifyHarness.MAX_PARALLELISM, from, to, subtask);
  }

  @Test
  void subtasksShareTheWeights() throws Exception {
    try (ClassifyHarness first = ClassifyHarness.opened(ONE.activated(1));
        ClassifyHarness second = ClassifyHarness.opened(ONE.activated(1))) {
      assertThat(SharedPlans.size()).isOne();
      first.image(unprepared());
      second.image(unprepared());
      assertThat(second.predictions().get(0).getClasses())
          .isEqualTo(first.predictions().get(0).getClasses());
    }
  }

  @Test
  void anImageThatCannotBeDecodedIsRejected() throws Exception {
    byte[] value = TestPictures.event("id", "no picture".getBytes(StandardCharsets.UTF_8));
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.image(new PreparedImage(record(value), List.of()));
      RejectedImage rejected = harness.rejected().get(0);
      assertThat(rejected.getStage()).isEqualTo(Stage.DECODE);
      assertThat(rejected.getReason()).isEqualTo(Reason.UNSUPPORTED_FORMAT);
      assertThat(rejected.getValue().array()).isEqualTo(value);
      assertThat(rejected.getOrigin().getOffset()).isEqualTo(7);
    }
  }

  @Test
  void anUnexpectedFailureRejectsOnlyTheImageThatCausedIt() throws Exception {
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      InputPixels tooFew = new InputPixels(ONE.geometry(), new byte[3]);
      harness.image(new PreparedImage(picture(), List.of(tooFew)));
      harness.image(unprepared());
      RejectedImage rejected = harness.rejected().get(0);
      assertThat(rejected.getStage()).isEqualTo(Stage.CLASSIFY);
      assertThat(rejected.getReason()).isEqualTo(Reason.INTERNAL_ERROR);
      assertThat(rejected.getMessage()).startsWith("java.lang.IllegalArgumentException: ");
      assertThat(harness.answeredBy()).containsExactly("1");
    }
  }

  @Test
  void aBoundedJobWithoutAModelFailsInWords() throws Exception {
    try (ClassifyHarness harness =
        ClassifyHarness.unopened(FixedHistory.of(ONE.messages()), true)) {
      assertThatThrownBy(harness::open)
          .isInstanceOf(SuppressRestartsException.class)
          .hasRootCauseMessage(
              "no model to classify with: the models topic ends without an activation");
    }
  }

  @Test
  void aModelThatIsBeingLoadedAtTheEndIsReportedBeforeTheEnd() throws Exception {
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.models(TWO.messages());
      harness.finish();
      assertThat(harness.told()).containsExactly("1 RECEIVED", "1 ACTIVE", "2 RECEIVED");
    }
  }

  @Test
  void vectorKernelsThatCannotRunFailTheJobForGood() throws Exception {
    boolean vector =
        System.getProperty("flinkmobilenet.test.expected-kernel", "vector").equals("vector");
    try (ClassifyHarness harness = ClassifyHarness.withVectorKernels(ONE.activated(1))) {
      if (vector) {
        harness.open();
        harness.image(unprepared());
        assertThat(harness.answeredBy()).containsExactly("1");
      } else {
        assertThatThrownBy(harness::open)
            .isInstanceOf(SuppressRestartsException.class)
            .rootCause()
            .hasMessageContaining("--add-modules jdk.incubator.vector");
      }
    }
  }

  @Test
  void waitingForTheFirstModelCanBeInterrupted() throws Exception {
    CompletableFuture<Void> opened = new CompletableFuture<>();
    try (ClassifyHarness harness = ClassifyHarness.unopened(FixedHistory.of(List.of()), false)) {
      Thread task =
          new Thread(
              () -> {
                try {
                  harness.open();
                  opened.complete(null);
                } catch (Throwable e) {
                  opened.completeExceptionally(e);
                }
              });
      task.start();
      task.interrupt();
      assertThatThrownBy(() -> opened.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      task.join();
    }
  }

  @Test
  void aModelWhoseGoldenImagesDifferIsRejectedAndTheActiveOneStays() throws Exception {
    GoldenImage image =
        new GoldenReference(TWO.artifact()).image("a.png", TestPictures.png(1, 64, 48));
    float[] changed = image.logits().clone();
    changed[5] += 2;
    GoldenImage tampered = new GoldenImage("a.png", image.encoded(), changed);
    PublishedModel bad =
        new PublishedModel(TWO.key(), TWO.artifact().withGolden(List.of(tampered)));
    PublishedModel intact =
        new PublishedModel(new ModelKey("m", "3"), TWO.artifact().withGolden(List.of(image)));
    try (ClassifyHarness harness = ClassifyHarness.opened(ONE.activated(1))) {
      harness.models(bad.activated(2));
      harness.takeMail();
      harness.image(unprepared());
      harness.models(intact.activated(3));
      harness.takeMail();
      harness.image(unprepared());

      assertThat(harness.answeredBy()).containsExactly("1", "3");
      assertThat(harness.told())
          .containsExactly(
              "1 RECEIVED", "1 ACTIVE", "2 REJECTED", "3 RECEIVED", "3 ACTIVE", "1 RETIRED");
      assertThat(harness.statuses().get(2).getMessage())
          .startsWith("golden image a.png: expected logits within 0.0")
          .contains("found a difference of 2.00 with the kernels ", "class 5 has ");
    }
  }
}
