package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.model.GoldenImage;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.golden.GoldenReference;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The running job checks golden images before it uses a model. */
@Timeout(120)
class GoldenImagesITCase {
  private static final ModelKey FIRST = new ModelKey("birds", "1");
  private static final ModelKey TAMPERED = new ModelKey("birds", "2");
  private static final ModelKey INTACT = new ModelKey("birds", "3");

  private final ModelArtifact plain = TestModels.artifact(2, 32, 10);

  /** The digest is that of the changed bytes, as that of a publisher who signs them would be. */
  @Test
  void aModelThatDiffersIsRefusedAndTheOneInForceStaysUntilAnIntactOneComes() throws Exception {
    GoldenImage image = new GoldenReference(plain).image("a.png", TestPictures.png(1, 64, 48));
    float[] changed = image.logits().clone();
    changed[0] += 5;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
        EmbeddedFlink flink = EmbeddedFlink.start(2);
        JobTopics topics = new JobTopics(kafka)) {
      topics.publish(FIRST, TestModels.artifact(1, 32, 10));
      topics.activate(FIRST, 1);
      JobClient job = submit(kafka, flink);
      topics.statuses(found -> has(found, "1", ModelState.ACTIVE));

      GoldenImage tampered = new GoldenImage("a.png", image.encoded(), changed);
      topics.publish(TAMPERED, plain.withGolden(List.of(tampered)));
      topics.activate(TAMPERED, 2);
      List<ModelStatus> refused = topics.statuses(found -> has(found, "2", ModelState.REJECTED));
      topics.images("a", 10);
      List<Prediction> before = topics.predictions(found -> found.size() >= 10);

      topics.publish(INTACT, plain.withGolden(List.of(image)));
      topics.activate(INTACT, 3);
      topics.statuses(found -> has(found, "1", ModelState.RETIRED));
      topics.images("b", 10);
      List<Prediction> after = topics.predictions(found -> found.size() >= 20);

      assertThat(refused)
          .filteredOn(status -> status.getState() == ModelState.REJECTED)
          .allSatisfy(
              status ->
                  assertThat(status.getMessage())
                      .startsWith("golden image a.png: expected logits within ")
                      .contains("found a difference of 5.00 with the kernels "));
      assertThat(before).extracting(GoldenImagesITCase::version).containsOnly("1");
      assertThat(after)
          .filteredOn(prediction -> prediction.getImageId().startsWith("b"))
          .extracting(GoldenImagesITCase::version)
          .containsOnly("3");
      job.cancel().get();
    }
  }

  private static boolean has(List<ModelStatus> statuses, String version, ModelState state) {
    return statuses.stream()
        .anyMatch(status -> status.getVersion().equals(version) && status.getState() == state);
  }

  private static String version(Prediction prediction) {
    return prediction.getModel().getVersion();
  }

  /** One instance of Classify, so that one status stands for all of the job. */
  private static JobClient submit(EmbeddedKafka kafka, EmbeddedFlink flink) throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    environment.setParallelism(1);
    InferenceJob.prepare(
        JobConfig.parse(
            "--bootstrap-servers", kafka.bootstrapServers(), "--checkpoint-interval", "300 ms"),
        environment);
    return flink.submit(environment);
  }
}
