package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures images per second of the whole job with the same images as bytes, as files and from a
 * local server, with one reference in twenty that is slow, missing, too long or redirected away.
 *
 * <pre>
 * mvn -B verify -Dtest=None -Dit.test=ReferenceThroughputITCase -Dreferences=10000
 * </pre>
 */
@EnabledIfSystemProperty(
    named = "references",
    matches = "[0-9]+",
    disabledReason = "a measurement of some minutes, run with -Dreferences=10000")
class ReferenceThroughputITCase {
  private static final ModelKey MODEL = new ModelKey("birds", "1");
  private static final int DIFFERENT = 50;
  private static final int IMAGES = Integer.getInteger("references", 0);

  /** The first round only warms up. */
  private static final List<String> ROUNDS =
      List.of("warm-up", "bytes", "files", "http", "bytes-again", "files-again", "http-again");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<byte[]> images = new ArrayList<>();
  @TempDir private Path folder;
  private String base;

  private HttpServer serve() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.setExecutor(threads);
    server.createContext(
        "/images/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring("/images/".length());
          byte[] body = new byte[0];
          int status = 200;
          switch (name) {
            case "missing" -> status = 404;
            case "long" -> body = new byte[200_000];
            case "away" -> {
              exchange.getResponseHeaders().set("Location", "http://169.254.169.254/a");
              status = 302;
            }
            case "slow" -> hang();
            default -> body = images.get(Integer.parseInt(name));
          }
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort() + "/images";
    return server;
  }

  private void hang() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] event(String round, int i) {
    String id = round + "/" + i;
    int image = i % DIFFERENT;
    if (!round.startsWith("files") && !round.startsWith("http")) {
      return TestPictures.event(id, images.get(image));
    }
    if (i % 20 == 7) {
      String fault = List.of("slow", "missing", "long", "away").get(i / 20 % 4);
      return TestPictures.reference(id, base + "/" + fault, null);
    }
    return TestPictures.reference(
        id,
        round.startsWith("files")
            ? folder.resolve("" + image).toUri().toString()
            : base + "/" + image,
        null);
  }

  @Test
  void referencesAreNearlyAsFastAsBytes() throws Exception {
    for (int i = 0; i < DIFFERENT; i++) {
      images.add(TestPictures.jpeg(i, 320, 240));
      Files.write(folder.resolve("" + i), images.get(i));
    }
    HttpServer server = serve();
    List<NewTopic> layout = new ArrayList<>(TopicLayout.onOneBroker(2).all());
    ROUNDS.forEach(round -> layout.add(new NewTopic("images-" + round, 2, (short) 1)));
    Map<String, Double> rates = new LinkedHashMap<>();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(layout);
        EmbeddedFlink flink = EmbeddedFlink.start(2);
        JobTopics topics = new JobTopics(kafka)) {
      topics.publish(MODEL, TestModels.artifact(1, 224, 1000));
      topics.activate(MODEL, 1);
      for (String round : ROUNDS) {
        rates.put(round, measure(round, kafka, flink, topics));
        System.out.printf("%s: %.1f images/s%n", round, rates.get(round));
      }
    } finally {
      ended.countDown();
      server.stop(0);
      threads.shutdownNow();
    }
    double bytes = (rates.get("bytes") + rates.get("bytes-again")) / 2;
    for (String kind : List.of("files", "http")) {
      double references = (rates.get(kind) + rates.get(kind + "-again")) / 2;
      System.out.printf("%s: %.3f of bytes%n", kind, references / bytes);
      assertThat(references / bytes).as(kind).isGreaterThan(0.8);
    }
  }

  private double measure(String round, EmbeddedKafka kafka, EmbeddedFlink flink, JobTopics topics)
      throws Exception {
    int count = round.equals("warm-up") ? Math.min(IMAGES, 3000) : IMAGES;
    for (int i = 0; i < count; i++) {
      topics.record("images-" + round, round + "/" + i, event(round, i));
    }
    StreamExecutionEnvironment environment = flink.environment();
    InferenceJob.prepare(
        JobConfig.parse(
            "--bootstrap-servers",
            kafka.bootstrapServers(),
            "--images-topic",
            "images-" + round,
            "--group-id",
            round,
            "--checkpoint-interval",
            "1 s",
            "--max-image-bytes",
            "100 kb",
            "--image-uris",
            base + "," + folder.toUri()),
        environment);
    JobClient job = flink.submit(environment);
    double rate = readAll(round, count, kafka);
    job.cancel().get();
    return rate;
  }

  /** Reads all results of a round, each once, and returns predictions per second. */
  private static double readAll(String round, int count, EmbeddedKafka kafka) throws Exception {
    EventCodec<Prediction> predictions = EventCodec.of(Prediction.class);
    EventCodec<RejectedImage> rejections = EventCodec.of(RejectedImage.class);
    Set<String> ids = new HashSet<>();
    long first = Long.MAX_VALUE;
    long last = 0;
    int predicted = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "group.id",
                "reader " + round,
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("predictions", "rejected-images"));
      while (ids.size() < count) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          boolean good = record.topic().equals("predictions");
          Prediction prediction = good ? predictions.decode(record.value()) : null;
          String id =
              good ? prediction.getImageId() : rejections.decode(record.value()).getImageId();
          if (!id.startsWith(round + "/")) {
            continue;
          }
          assertThat(ids.add(id)).as(id).isTrue();
          if (good) {
            predicted++;
            first = Math.min(first, prediction.getPredictedAt().toEpochMilli());
            last = Math.max(last, prediction.getPredictedAt().toEpochMilli());
          }
        }
      }
    }
    return 1000.0 * predicted / (last - first);
  }
}
