package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole job with topics in other formats than Avro. */
@Timeout(120)
class TopicFormatsITCase {
  private static final ModelKey MODEL = new ModelKey("birds", "1");
  private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);

  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    flink = EmbeddedFlink.start(2);
    topics = new JobTopics(kafka);
    topics.publish(MODEL, TestModels.artifact(1, 32, 10));
    topics.activate(MODEL, 1);
  }

  @AfterEach
  void stop() {
    topics.close();
    flink.close();
    kafka.close();
  }

  private JobClient submit(ImagesFormat images, ResultsFormat results) throws Exception {
    return submit(
        "--images-format=" + images,
        "--predictions-format=" + results,
        "--rejected-format=" + results,
        "--status-format=" + results);
  }

  private JobClient submit(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--bootstrap-servers=" + kafka.bootstrapServers());
    arguments.add("--checkpoint-interval=300 ms");
    StreamExecutionEnvironment environment = flink.environment();
    InferenceJob.prepare(JobConfig.parse(arguments.toArray(String[]::new)), environment);
    return flink.submit(environment);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void send(EventFormat<ImageEvent> format, String id, byte[] image) {
    ImageEvent event =
        ImageEvent.newBuilder()
            .setId(id)
            .setImage(ByteBuffer.wrap(image))
            .setSource("camera")
            .setCapturedAt(TIME)
            .build();
    Headers headers = new RecordHeaders();
    byte[] value = format.write(event, headers);
    topics.send(
        new ProducerRecord<>("images", null, format.timestamp(event), bytes(id), value, headers));
  }

  @Test
  void bareImagesAndResultsAsJson() throws Exception {
    send(ImagesFormat.RAW.create(), "good", TestPictures.png(1, 64, 48));
    send(ImagesFormat.RAW.create(), "text", bytes("no picture"));
    topics.send(new ProducerRecord<>("images", 0, null, TestPictures.jpeg(2, 64, 48)));
    JobClient job = submit(ImagesFormat.RAW, ResultsFormat.JSON);

    List<Prediction> predictions = predictions(ResultsFormat.JSON, 2);
    assertThat(predictions)
        .filteredOn(prediction -> prediction.getImageId().equals("good"))
        .extracting(Prediction::getSource, Prediction::getCapturedAt)
        .containsExactly(tuple("camera", TIME));
    assertThat(predictions)
        .extracting(Prediction::getImageId)
        .anySatisfy(id -> assertThat(id).startsWith("images-0@"));
    RejectedImage rejected = rejected(ResultsFormat.JSON, 1).get(0);
    assertThat(rejected.getReason()).isEqualTo(Reason.UNSUPPORTED_FORMAT);
    assertThat(rejected.getImageId()).isEqualTo("text");
    assertThat(rejected.getValue()).isEqualTo(ByteBuffer.wrap(bytes("no picture")));
    assertThat(
            topics.read(
                "model-status",
                ResultsFormat.JSON.create(ModelStatus.class),
                found -> found.size() >= 2))
        .extracting(ModelStatus::getState)
        .containsExactly(ModelState.RECEIVED, ModelState.ACTIVE);
    job.cancel().get();
  }

  @Test
  void imagesAsJsonAndWhatIsNone() throws Exception {
    send(ImagesFormat.JSON.create(), "good", TestPictures.png(1, 64, 48));
    byte[] avro = TestPictures.event("avro", 1);
    topics.image("avro", avro);
    JobClient job = submit(ImagesFormat.JSON, ResultsFormat.AVRO);

    assertThat(predictions(ResultsFormat.AVRO, 1))
        .extracting(Prediction::getImageId, Prediction::getCapturedAt)
        .containsExactly(tuple("good", TIME));
    RejectedImage rejected = rejected(ResultsFormat.AVRO, 1).get(0);
    assertThat(rejected.getStage()).isEqualTo(Stage.DESERIALIZE);
    assertThat(rejected.getReason()).isEqualTo(Reason.MALFORMED_RECORD);
    assertThat(rejected.getMessage()).startsWith("ImageEvent as JSON, " + avro.length + " bytes: ");
    assertThat(rejected.getValue()).isEqualTo(ByteBuffer.wrap(avro));
    job.cancel().get();
  }

  /** Predictions come from Classify, the rejection from the operator before it. */
  @Test
  void chosenHeadersComeBack() throws Exception {
    Headers headers = new RecordHeaders();
    headers.add("traceparent", bytes("00-4bf9-00f0-01")).add("tenant", bytes("t1"));
    headers.add("other", bytes("stays"));
    for (byte[] value : List.of(TestPictures.event("good", 1), bytes("foreign"))) {
      topics.send(new ProducerRecord<>("images", null, null, bytes("good"), value, headers));
    }
    JobClient job = submit("--copy-headers=tenant,absent");

    for (String topic : List.of("predictions", "rejected-images")) {
      assertThat(topics.records(topic, 1).get(0).headers())
          .extracting(Header::key, header -> new String(header.value(), StandardCharsets.UTF_8))
          .containsExactly(tuple("traceparent", "00-4bf9-00f0-01"), tuple("tenant", "t1"));
    }
    job.cancel().get();
  }

  private List<Prediction> predictions(ResultsFormat format, int count) {
    return topics.read(
        "predictions", format.create(Prediction.class), found -> found.size() >= count);
  }

  private List<RejectedImage> rejected(ResultsFormat format, int count) {
    return topics.read(
        "rejected-images", format.create(RejectedImage.class), found -> found.size() >= count);
  }
}
