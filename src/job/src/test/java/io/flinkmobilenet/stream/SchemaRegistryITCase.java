package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.SchemaRegistryServer;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.TopicFormats;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole job with schemas in a registry, which is sometimes away. */
@Timeout(180)
class SchemaRegistryITCase {
  private static final ModelKey MODEL = new ModelKey("birds", "1");
  private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final int UNKNOWN_ID = 7;

  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;
  private SchemaRegistryServer registry;

  @BeforeEach
  void start() throws Exception {
    registry = SchemaRegistryServer.start();
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
    registry.close();
  }

  private JobConfig config(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    for (String topic : List.of("images", "predictions", "rejected", "status")) {
      arguments.add("--" + topic + "-format=confluent");
    }
    arguments.add("--schema-registry=" + registry.url());
    arguments.add("--bootstrap-servers=" + kafka.bootstrapServers());
    arguments.add("--checkpoint-interval=300 ms");
    return JobConfig.parse(arguments.toArray(String[]::new));
  }

  private JobClient submit(String... options) throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(
        new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "disable"));
    InferenceJob.prepare(config(options), environment);
    return flink.submit(environment);
  }

  private TopicFormats formats() {
    return config().formats();
  }

  private void send(String id, byte[] image) {
    EventFormat<ImageEvent> format = formats().imageEvents("images");
    ImageEvent event =
        ImageEvent.newBuilder()
            .setId(id)
            .setImage(ByteBuffer.wrap(image))
            .setCapturedAt(TIME)
            .build();
    topics.image(id, format.write(event, new RecordHeaders()));
  }

  /** An image as a producer with a schema of its own sends it. */
  private byte[] foreign(String id, byte[] image, String extraField) throws Exception {
    Schema schema =
        SchemaBuilder.record("com.acme.Photo")
            .fields()
            .requiredString(extraField)
            .requiredLong("capturedAt")
            .requiredBytes("image")
            .requiredString("id")
            .endRecord();
    GenericRecord event = new GenericData.Record(schema);
    event.put(extraField, "unused");
    event.put("capturedAt", TIME.toEpochMilli());
    event.put("image", ByteBuffer.wrap(image));
    event.put("id", id);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header(registry.add(schema.toString())));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
    return bytes.toByteArray();
  }

  private static byte[] header(int id) {
    return ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
  }

  private List<Prediction> predictions(int count) {
    return topics.read(
        "predictions", formats().predictionEvents("predictions"), found -> found.size() >= count);
  }

  private List<RejectedImage> rejected(int count) {
    return topics.read(
        "rejected-images",
        formats().rejectionEvents("rejected-images"),
        found -> found.size() >= count);
  }

  @Test
  void imagesOfAnySchemaComeInAndEachResultGoesOut() throws Exception {
    byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
    byte[] incompatible = header(registry.add("\"int\""));
    topics.image("ours", TestPictures.event("ours", 1));
    send("good", TestPictures.png(1, 64, 48));
    send("text", text);
    topics.image("foreign", foreign("foreign", TestPictures.jpeg(2, 64, 48), "lens"));
    topics.image("unknown", header(UNKNOWN_ID));
    topics.image("incompatible", incompatible);
    JobClient job = submit();

    assertThat(predictions(2))
        .extracting(Prediction::getImageId, Prediction::getCapturedAt)
        .containsExactlyInAnyOrder(tuple("good", TIME), tuple("foreign", TIME));
    assertThat(rejected(4))
        .extracting(RejectedImage::getReason, RejectedImage::getValue)
        .containsExactlyInAnyOrder(
            tuple(Reason.MALFORMED_RECORD, ByteBuffer.wrap(TestPictures.event("ours", 1))),
            tuple(Reason.UNSUPPORTED_FORMAT, rejectedValue("text")),
            tuple(Reason.UNKNOWN_SCHEMA, ByteBuffer.wrap(header(UNKNOWN_ID))),
            tuple(Reason.MALFORMED_RECORD, ByteBuffer.wrap(incompatible)));
    assertThat(registry.latest("model-status-value")).contains("ModelStatus");
    job.cancel().get();
  }

  private ByteBuffer rejectedValue(String id) {
    return rejected(4).stream()
        .filter(image -> id.equals(image.getImageId()))
        .map(RejectedImage::getValue)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void registryThatComesBackBeforeTheDeadlineCostsNothing() throws Exception {
    byte[] first = foreign("first", TestPictures.png(1, 64, 48), "lens");
    byte[] second = foreign("second", TestPictures.png(2, 64, 48), "shutter");
    topics.image("first", first);
    registry.setAway(true);
    JobClient job = submit();
    awaitMoreRequests();
    registry.setAway(false);
    assertThat(predictions(1)).extracting(Prediction::getImageId).containsExactly("first");

    registry.setAway(true);
    topics.image("second", second);
    awaitMoreRequests();
    registry.setAway(false);
    assertThat(predictions(2))
        .extracting(Prediction::getImageId)
        .containsExactlyInAnyOrder("first", "second");
    job.cancel().get();
  }

  private void awaitMoreRequests() throws InterruptedException {
    int before = registry.requests().size();
    while (registry.requests().size() < before + 3) {
      Thread.sleep(10);
    }
  }

  @Test
  void registryThatStaysAwayIsNamedAndTheNextJobLosesNothing() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ids.add("image" + i);
      topics.image("image" + i, foreign("image" + i, TestPictures.png(i, 64, 48), "lens" + i));
    }
    registry.setAway(true);
    JobClient failing = submit("--registry-deadline=3 s");
    assertThatThrownBy(() -> failing.getJobExecutionResult().get())
        .isInstanceOf(ExecutionException.class)
        .hasStackTraceContaining(
            "schema registry "
                + registry.url()
                + ": no usable answer within 3000 ms: found status 503");

    registry.setAway(false);
    JobClient job = submit();
    assertThat(predictions(10))
        .extracting(Prediction::getImageId)
        .containsExactlyInAnyOrderElementsOf(ids);
    job.cancel().get();
  }

  /** The registry has the schemas of the results, and goes away before it is asked for images'. */
  @Test
  void registryThatGoesAwayWhileImagesComeCostsNone() throws Exception {
    topics.image("first", foreign("first", TestPictures.png(1, 64, 48), "lens"));
    JobClient failing = submit("--registry-deadline=3 s");
    assertThat(predictions(1)).hasSize(1);
    registry.setAway(true);
    topics.image("second", foreign("second", TestPictures.png(2, 64, 48), "shutter"));
    assertThatThrownBy(() -> failing.getJobExecutionResult().get())
        .hasStackTraceContaining("schema registry " + registry.url());

    registry.setAway(false);
    JobClient job = submit();
    assertThat(predictions(2))
        .extracting(Prediction::getImageId)
        .containsExactlyInAnyOrder("first", "second");
    job.cancel().get();
  }
}
