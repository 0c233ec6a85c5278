package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole job with a real broker and a Flink cluster. */
@Timeout(120)
class InferenceJobITCase {
  private static final ModelKey FIRST = new ModelKey("birds", "1");
  private static final ModelKey SECOND = new ModelKey("birds", "2");
  private static final ModelArtifact SMALL = TestModels.artifact(1, 32, 10);
  private static final ModelArtifact LARGER = TestModels.artifact(2, 64, 12);

  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    flink = EmbeddedFlink.start(2);
    topics = new JobTopics(kafka);
  }

  @AfterEach
  void stop() {
    topics.close();
    flink.close();
    kafka.close();
  }

  private JobClient submit(String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--bootstrap-servers", kafka.bootstrapServers()));
    arguments.addAll(List.of("--checkpoint-interval", "300 ms"));
    arguments.addAll(Arrays.asList(options));
    StreamExecutionEnvironment environment = flink.environment();
    InferenceJob.prepare(JobConfig.parse(arguments.toArray(String[]::new)), environment);
    return flink.submit(environment);
  }

  private static String[] ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  @Test
  void imagesThatArriveBeforeTheFirstModelAreNotLost() throws Exception {
    topics.images("a", 20);
    JobClient job = submit();
    topics.image("text", TestPictures.event("text", "no picture".getBytes(StandardCharsets.UTF_8)));
    topics.image("foreign", "foreign".getBytes(StandardCharsets.UTF_8));
    topics.image("nothing", null);
    topics.image("early", TestPictures.event("early", 5, Long.MIN_VALUE));
    topics.image("late", TestPictures.event("late", 5, Long.MAX_VALUE));
    topics.publish(FIRST, SMALL);
    topics.activate(FIRST, 1);

    List<Prediction> predictions = topics.predictions(found -> found.size() >= 22);
    List<RejectedImage> rejected = topics.rejected(found -> found.size() >= 3);

    assertThat(predictions)
        .extracting(Prediction::getImageId)
        .contains(ids("a", 20))
        .contains("early", "late")
        .hasSize(22);
    assertThat(predictions)
        .allSatisfy(
            prediction -> {
              assertThat(prediction.getModel().getDigest()).isEqualTo(SMALL.digest());
              assertThat(prediction.getClasses()).hasSize(5);
              assertThat(prediction.getOrigin().getTopic()).isEqualTo("images");
            });
    assertThat(rejected)
        .extracting(RejectedImage::getStage, RejectedImage::getReason)
        .containsExactlyInAnyOrder(
            tuple(Stage.DECODE, Reason.UNSUPPORTED_FORMAT),
            tuple(Stage.DESERIALIZE, Reason.NOT_AVRO),
            tuple(Stage.DESERIALIZE, Reason.NOT_AVRO));
    assertThat(topics.statuses(found -> found.size() >= 2))
        .extracting(ModelStatus::getState)
        .containsExactly(ModelState.RECEIVED, ModelState.ACTIVE);
    job.cancel().get();
  }

  @Test
  void aSwapUnderLoadLosesNothingAndChangesTheModelOnce() throws Exception {
    topics.publish(FIRST, SMALL);
    topics.activate(FIRST, 1);
    JobClient job = submit();
    topics.images("a", 50);
    topics.predictions(found -> found.size() >= 10);
    topics.publish(SECOND, LARGER);
    topics.activate(SECOND, 2);
    topics.images("b", 100);
    topics.statuses(
        found ->
            found.stream()
                .anyMatch(
                    status ->
                        status.getState() == ModelState.ACTIVE && status.getVersion().equals("2")));
    topics.images("c", 50);

    List<Prediction> predictions = topics.predictions(found -> found.size() >= 200);

    assertThat(predictions)
        .extracting(Prediction::getImageId)
        .contains(ids("a", 50))
        .contains(ids("b", 100))
        .contains(ids("c", 50))
        .doesNotHaveDuplicates()
        .hasSize(200);
    assertThat(topics.rejected(found -> true)).isEmpty();
    assertThat(predictions)
        .filteredOn(prediction -> prediction.getImageId().startsWith("c"))
        .extracting(prediction -> prediction.getModel().getVersion())
        .contains("2");
    assertThat(predictions)
        .filteredOn(prediction -> prediction.getModel().getVersion().equals("1"))
        .extracting(prediction -> prediction.getModel().getDigest())
        .containsOnly(SMALL.digest());
    assertThat(topics.statuses(found -> found.size() >= 5))
        .extracting(status -> status.getVersion() + " " + status.getState())
        .containsExactly("1 RECEIVED", "1 ACTIVE", "2 RECEIVED", "2 ACTIVE", "1 RETIRED");
    job.cancel().get();
  }

  @Test
  void afterATaskManagerIsLostEveryImageIsPredictedOnce() throws Exception {
    topics.publish(FIRST, SMALL);
    topics.activate(FIRST, 1);
    JobClient job = submit();
    topics.images("a", 80);
    topics.predictions(found -> found.size() >= 20);
    topics.images("b", 80);
    flink.cluster().terminateTaskManager(0).get();
    flink.cluster().startTaskManager();
    topics.images("c", 40);
    topics.predictions(found -> found.size() >= 200);
    topics.images("last", 1);

    List<Prediction> predictions =
        topics.predictions(
            found -> found.stream().anyMatch(one -> one.getImageId().equals("last0")));

    assertThat(predictions)
        .extracting(Prediction::getImageId)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ids("a", 80), ids("b", 80), ids("c", 40), ids("last", 1))
                .flatMap(Arrays::stream)
                .toList());
    job.cancel().get();
  }

  /** Epochs start at 1 again unless the publisher reads them from the status topic. */
  @Test
  void aTopicOfModelsThatIsMadeAnewIsFollowed() throws Exception {
    topics.publish(FIRST, SMALL);
    topics.activate(FIRST, 9);
    JobClient job = submit();
    topics.images("a", 5);
    topics.predictions(found -> found.size() >= 5);

    topics.makeAnew("models", new NewTopic("models", 1, (short) 1));
    topics.publish(SECOND, LARGER);
    topics.activate(SECOND, 1);
    ModelStatus ignored =
        topics.statuses(found -> found.stream().anyMatch(InferenceJobITCase::isIgnored)).stream()
            .filter(InferenceJobITCase::isIgnored)
            .findFirst()
            .orElseThrow();
    assertThat(ignored.getMessage())
        .startsWith(
            "activation with epoch 1: it is ignored: the activation of model birds/1 with epoch 9 counts");
    assertThat(ignored.getEpoch()).isEqualTo(9);

    topics.activate(SECOND, ignored.getEpoch() + 1);
    topics.statuses(
        found ->
            found.stream()
                .anyMatch(
                    status ->
                        status.getState() == ModelState.ACTIVE && status.getVersion().equals("2")));
    job.cancel().get();
  }

  private static boolean isIgnored(ModelStatus status) {
    return status.getMessage().contains("is ignored");
  }

  /** The offsets in the checkpoint are beyond the end of the new topic. */
  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest", "committed"})
  void aTopicOfImagesThatIsMadeAnewIsReadFromItsBeginning(String start) throws Exception {
    topics.publish(FIRST, SMALL);
    topics.activate(FIRST, 1);
    JobClient job = submit("--start", start);
    topics.predictions(
        found -> {
          topics.images("a" + found.size() + "-", 10);
          return found.size() >= 60;
        });

    topics.makeAnew("images", new NewTopic("images", 2, (short) 1));
    topics.images("b", 10);
    topics.predictions(
        found -> found.stream().filter(one -> one.getImageId().startsWith("b")).count() == 10);
    job.cancel().get();
  }

  @Test
  void aBoundedJobWithoutAModelFailsInWords() throws Exception {
    topics.images("a", 3);
    JobClient job = submit("--bounded");
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .hasStackTraceContaining("the models topic ends without an activation");
  }

  @Test
  void aBoundedJobClassifiesWhatIsThereAndFinishes() throws Exception {
    topics.images("a", 30);
    topics.publish(FIRST, SMALL);
    topics.activate(FIRST, 1);
    topics.publish(SECOND, LARGER);

    submit("--bounded", "--embedding", "--top-k", "2").getJobExecutionResult().get();

    List<Prediction> predictions = topics.predictions(found -> found.size() >= 30);
    assertThat(predictions)
        .extracting(Prediction::getImageId)
        .containsExactlyInAnyOrder(ids("a", 30));
    assertThat(predictions)
        .allSatisfy(
            prediction -> {
              assertThat(prediction.getClasses()).hasSize(2);
              assertThat(prediction.getEmbedding()).hasSize(1280);
            });
    assertThat(topics.statuses(found -> found.size() >= 3))
        .extracting(ModelStatus::getVersion, ModelStatus::getState)
        .contains(tuple("1", ModelState.ACTIVE), tuple("2", ModelState.RECEIVED));
  }
}
