package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rollout that the job decides by itself, with a real broker and a Flink cluster. */
@Timeout(240)
class RolloutITCase {
  private static final ModelKey STABLE = new ModelKey("birds", "1");
  private static final ModelKey CANARY = new ModelKey("birds", "2");
  private static final ModelArtifact MODEL = TestModels.artifact(1, 32, 10);
  private static final LabelledPictures PICTURES = new LabelledPictures(MODEL);
  private static final int BATCH = 100;
  private static final long IMAGES_PER_STEP = 600;

  private final InMemoryReporter metrics = InMemoryReporter.create();
  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;
  private int sent;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    flink = EmbeddedFlink.start(2, metrics.addToConfiguration(new Configuration()));
    topics = new JobTopics(kafka);
  }

  @AfterEach
  void stop() {
    topics.close();
    flink.close();
    kafka.close();
  }

  private JobClient submit() throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    InferenceJob.prepare(
        JobConfig.parse(
            "--bootstrap-servers=" + kafka.bootstrapServers(), "--checkpoint-interval=300 ms"),
        environment);
    JobClient job = flink.submit(environment);
    awaitPlan(job.getJobID());
    return job;
  }

  /**
   * Sends an image and waits until the judge follows the plan and a checkpoint contains it.
   * Classify reads all messages before its first image, while the judge waits for them: images that
   * come earlier are counted all at once, and a decision may then name more of them than a step
   * has. In Flink 2.3, whose first checkpoint begins as soon as all tasks run, that happens nearly
   * always.
   */
  private void awaitPlan(JobID job) throws Exception {
    send();
    while (!followsAPlan(job)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    flink.cluster().triggerCheckpoint(job).get();
  }

  private boolean followsAPlan(JobID job) {
    return metrics
        .findMetric(job, "rollout.undecided")
        .map(gauge -> ((Gauge<?>) gauge).getValue().equals(1))
        .orElse(false);
  }

  private void deploy(ModelArtifact canary, List<Integer> steps) {
    topics.publish(STABLE, MODEL);
    topics.publish(CANARY, canary);
    Guard errors =
        new Guard(GuardMeasure.ERROR, 0.02, true, 50, 0.95, 0, LabelledPictures.ATTRIBUTE);
    Rollout plan = new Rollout("all", steps, IMAGES_PER_STEP, List.of(errors), 0, false);
    List<Variant> variants =
        List.of(variant("stable", 1_000_000, STABLE), variant("canary", 0, CANARY));
    Route route = new Route("all", List.of(), variants, List.of(), null);
    topics.deploy(new Deployment("birds", 1, List.of(route), plan, null, null));
  }

  private static Variant variant(String name, int share, ModelKey model) {
    return new Variant(name, share, List.of(new CascadeStage(model, 0, false)));
  }

  /** Sends the next images of a sequence that is the same in every run. */
  private void sendBatch() {
    for (int i = 0; i < BATCH; i++) {
      send();
    }
  }

  private void send() {
    topics.image("a" + sent, PICTURES.event("a" + sent, sent));
    sent++;
  }

  private <T> Predicate<List<T>> sendingUntil(Predicate<List<T>> enough) {
    return found -> {
      boolean reached = enough.test(found);
      if (!reached) {
        sendBatch();
      }
      return reached;
    };
  }

  private void loseATaskManager() throws Exception {
    topics.predictions(
        sendingUntil(found -> found.stream().filter(RolloutITCase::isOfCanary).count() >= 50));
    flink.cluster().terminateTaskManager(0).get();
    flink.cluster().startTaskManager();
  }

  private static boolean isOfCanary(Prediction prediction) {
    return prediction.getVariant() != null && prediction.getVariant().equals("canary");
  }

  private static List<String> texts(List<ModelDecision> decisions) {
    return decisions.stream()
        .map(
            decision ->
                "%d %s %d"
                    .formatted(decision.getSequence(), decision.getAction(), decision.getStep()))
        .toList();
  }

  private static boolean isOver(List<ModelDecision> decisions) {
    return decisions.stream()
        .anyMatch(
            decision ->
                decision.getAction() == RolloutAction.ROLL_BACK
                    || decision.getAction() == RolloutAction.COMPLETE);
  }

  /** Waits until the last images of one batch are all from one variant. */
  private List<Prediction> awaitOnly(String variant) {
    return topics.predictions(
        sendingUntil(
            found ->
                found.size() >= BATCH
                    && found.subList(found.size() - BATCH, found.size()).stream()
                        .allMatch(prediction -> variant.equals(prediction.getVariant()))));
  }

  /** With and without a failure in between, the same images lead to the same decision. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDamagedModelIsRolledBackWithoutAPerson(boolean killed) throws Exception {
    deploy(PICTURES.damaged(0.1), List.of(250_000, 500_000, 1_000_000));
    JobClient job = submit();
    if (killed) {
      loseATaskManager();
    }
    List<ModelDecision> decisions = topics.decisions(sendingUntil(RolloutITCase::isOver));
    awaitOnly("stable");

    assertThat(texts(decisions)).containsExactly("1 ROLL_BACK -1");
    ModelDecision decision = decisions.get(0);
    assertThat(decision.getShare()).isZero();
    assertThat(decision.getReason()).startsWith("ERROR of canary ");
    assertThat(decision.getEvidence().get(1).getImages()).isLessThanOrEqualTo(IMAGES_PER_STEP);
    assertThat(topics.decisions(found -> !found.isEmpty())).hasSize(1);
    job.cancel().get();
  }

  @Test
  void anEquallyGoodModelGetsAllImagesAlthoughATaskManagerIsLost() throws Exception {
    deploy(AlteredModels.equal(MODEL), List.of(250_000, 500_000, 1_000_000));
    JobClient job = submit();
    loseATaskManager();
    topics.decisions(sendingUntil(RolloutITCase::isOver));
    List<Prediction> predictions = awaitOnly("canary");

    // Further checkpoints have been committed since, and have added no decision.
    assertThat(texts(topics.decisions(RolloutITCase::isOver)))
        .containsExactly("1 ADVANCE 1", "2 ADVANCE 2", "3 COMPLETE 2");
    assertThat(predictions).extracting(Prediction::getImageId).doesNotHaveDuplicates();
    job.cancel().get();
  }
}
