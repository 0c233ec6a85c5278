package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on events that refer to images: each leads to exactly one record. */
@Timeout(120)
class ImagesByReferenceITCase {
  private static final ModelKey MODEL = new ModelKey("birds", "1");
  private static final byte[] IMAGE = TestPictures.png(1, 40, 40);
  private static final int IMAGES = 400;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<String> never = new LinkedBlockingQueue<>();
  @TempDir private Path folder;
  private HttpServer server;
  private String base;
  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    flink = EmbeddedFlink.start(2);
    topics = new JobTopics(kafka);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    base = "http://127.0.0.1:" + server.getAddress().getPort() + "/images";
    server.createContext(
        "/images/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] body = path.endsWith("long") ? new byte[60_000] : IMAGE;
          int status = 200;
          if (path.endsWith("missing")) {
            status = 404;
          } else if (path.endsWith("away")) {
            exchange
                .getResponseHeaders()
                .set("Location", "http://169.254.169.254/latest/meta-data");
            status = 302;
          } else if (path.endsWith("slow")) {
            try {
              never.take();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    server.stop(0);
    topics.close();
    flink.close();
    kafka.close();
  }

  private JobClient submit(String... options) throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    String[] all = new String[options.length + 4];
    System.arraycopy(options, 0, all, 4, options.length);
    System.arraycopy(
        new String[] {
          "--bootstrap-servers", kafka.bootstrapServers(), "--checkpoint-interval", "300 ms"
        },
        0,
        all,
        0,
        4);
    InferenceJob.prepare(JobConfig.parse(all), environment);
    return flink.submit(environment);
  }

  /** One in twenty is slow, missing, too long or redirected; every second of the others a file. */
  private String uri(int i) {
    if (i % 20 == 0) {
      return base + "/" + List.of("slow", "missing", "long", "away").get(i / 20 % 4);
    }
    return i % 2 == 0 ? base + "/" + i : folder.resolve("image.png").toUri().toString();
  }

  @Test
  void eachReferenceLeadsToOneRecord() throws Exception {
    Files.write(folder.resolve("image.png"), IMAGE);
    topics.publish(MODEL, TestModels.artifact(1, 32, 10));
    topics.activate(MODEL, 1);
    JobClient job =
        submit(
            "--image-uris", base + "," + folder.toUri(),
            "--fetch-timeout", "4 s",
            "--fetch-deadline", "8 s",
            "--max-image-bytes", "50 kb");
    Map<String, byte[]> values = new HashMap<>();
    for (int i = 0; i < IMAGES; i++) {
      byte[] value = TestPictures.reference("r" + i, uri(i), null);
      values.put("r" + i, value);
      topics.image("r" + i, value);
    }
    topics.image("embedded", TestPictures.event("embedded", IMAGE));
    topics.image("changed", TestPictures.reference("changed", base + "/1", "0".repeat(64)));
    topics.image("foreign", TestPictures.reference("foreign", "https://example.org/a", null));

    List<Prediction> predictions = topics.predictions(found -> found.size() >= 381);
    List<RejectedImage> rejected = topics.rejected(found -> found.size() >= 22);

    assertThat(predictions).hasSize(381).extracting(Prediction::getImageId).doesNotHaveDuplicates();
    assertThat(rejected).hasSize(22).extracting(RejectedImage::getImageId).doesNotHaveDuplicates();
    Map<Reason, Integer> reasons = new HashMap<>();
    for (RejectedImage image : rejected) {
      reasons.merge(image.getReason(), 1, Integer::sum);
      if (values.containsKey(image.getImageId())) {
        assertThat(image.getValue()).isEqualTo(ByteBuffer.wrap(values.get(image.getImageId())));
      }
      if (image.getReason() == Reason.TOO_MANY_BYTES) {
        assertThat(image.getMessage())
            .endsWith("; the job's option --max-image-bytes raises the limit");
      }
    }
    assertThat(reasons)
        .isEqualTo(
            Map.of(
                Reason.UNREACHABLE_IMAGE, 10,
                Reason.TOO_MANY_BYTES, 5,
                Reason.URI_NOT_ALLOWED, 6,
                Reason.CHANGED_IMAGE, 1));
    job.cancel().get();
  }

  @Test
  void aJobWithoutTheOptionFetchesNothing() throws Exception {
    topics.publish(MODEL, TestModels.artifact(1, 32, 10));
    topics.activate(MODEL, 1);
    JobClient job = submit();
    topics.image("r", TestPictures.reference("r", base + "/1", null));
    RejectedImage rejected = topics.rejected(found -> !found.isEmpty()).get(0);
    assertThat(rejected.getReason()).isEqualTo(Reason.URI_NOT_ALLOWED);
    assertThat(rejected.getStage()).isEqualTo(Stage.DESERIALIZE);
    assertThat(rejected.getMessage()).contains("--image-uris");
    job.cancel().get();
  }
}
