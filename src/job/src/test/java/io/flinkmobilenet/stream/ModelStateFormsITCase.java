package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.ModelStateForm;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A job goes from either form of the models' state to the other, with savepoints and checkpoints.
 */
@Timeout(300)
class ModelStateFormsITCase {
  private static final int IMAGES = 20;

  /** A stretch of the job between two savepoints. */
  private record Stretch(ModelStateForm form, int parallelism, boolean unaligned) {}

  private static final List<Stretch> STRETCHES =
      List.of(
          new Stretch(ModelStateForm.BROADCAST, 2, true),
          new Stretch(ModelStateForm.SHARDED, 3, false),
          new Stretch(ModelStateForm.SHARDED, 1, true),
          new Stretch(ModelStateForm.BROADCAST, 3, false));

  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;
  private int sent;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    flink = EmbeddedFlink.start(3);
    topics = new JobTopics(kafka);
  }

  @AfterEach
  void stop() {
    topics.close();
    flink.close();
    kafka.close();
  }

  /** In each stretch another model becomes active and the TaskManager is lost afterwards. */
  @Test
  void theModelsStayAndNoImageIsLostOrDoubled() throws Exception {
    String savepoint = null;
    for (int i = 0; i < STRETCHES.size(); i++) {
      JobClient job = submit(STRETCHES.get(i), savepoint);
      ModelKey model = new ModelKey("m", "" + i);
      // A network of several chunks, so that the subtasks write different ones.
      topics.publish(model, TestModels.artifact(i + 1, 32, 400));
      topics.activate(model, i + 1);
      topics.statuses(
          found ->
              found.stream()
                  .anyMatch(
                      status ->
                          status.getState() == ModelState.ACTIVE
                              && status.getVersion().equals(model.version())));
      classifyUntil(model);
      flink.cluster().terminateTaskManager(0).get();
      flink.cluster().startTaskManager();
      assertThat(classify()).containsOnly(model.version());
      savepoint = job.stopWithSavepoint(false, null, SavepointFormatType.NATIVE).get();
    }
  }

  /** Sends images until all subtasks, which share them evenly, classify with the model. */
  private void classifyUntil(ModelKey model) {
    List<String> answeredBy = classify();
    while (!Set.copyOf(answeredBy).equals(Set.of(model.version()))) {
      answeredBy = classify();
    }
  }

  /** Sends some images and returns the versions that classified them. */
  private List<String> classify() {
    String prefix = "batch" + sent + "-";
    topics.images(prefix, IMAGES);
    sent += IMAGES;
    List<Prediction> predictions = topics.predictions(found -> found.size() >= sent);
    assertThat(predictions).hasSize(sent);
    assertThat(predictions).extracting(Prediction::getImageId).doesNotHaveDuplicates();
    return predictions.stream()
        .filter(prediction -> prediction.getImageId().startsWith(prefix))
        .map(prediction -> prediction.getModel().getVersion())
        .toList();
  }

  private JobClient submit(Stretch stretch, String savepoint) throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    environment.setParallelism(stretch.parallelism());
    environment.getCheckpointConfig().enableUnalignedCheckpoints(stretch.unaligned());
    if (savepoint != null) {
      environment.configure(
          new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    }
    InferenceJob.prepare(
        JobConfig.parse(
            "--bootstrap-servers=" + kafka.bootstrapServers(),
            "--checkpoint-interval=300 ms",
            "--model-state=" + stretch.form()),
        environment);
    return flink.submit(environment);
  }
}
