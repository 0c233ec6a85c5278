package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.stream.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class BenchJobITCase {
  private static final int IMAGES = 5;

  @TempDir private Path folder;
  private Path images;

  @BeforeEach
  void create() throws IOException {
    TestModels.writeDirectory(folder.resolve("first"), 1, 32, 10);
    TestModels.writeDirectory(folder.resolve("second"), 2, 32, 10);
    images = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < IMAGES; i++) {
      Files.write(images.resolve(i + ".jpg"), TestPictures.jpeg(i, 64, 48));
    }
  }

  @Test
  void measuresThroughputLatencyProcessorTimeAndASwap() throws IOException {
    Invocation run =
        bench(
            "--parallelism=2",
            "--swap=" + folder.resolve("second"),
            "--changes=5",
            "--for=2s",
            "--rate=50");

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> lines = run.json();
    assertThat(lines).hasSize(5);
    requireThroughput(lines.get(0));
    requireLatency(lines.get(0));
    requireProcessorTime(lines.get(1).get("cpu_ms"), lines.get(0));
    requireHeap(lines.get(1).get("heap_kb"));
    assertThat(lines.get(2).get("rate").asDouble()).isEqualTo(50);
    requireHeap(lines.get(2).get("heap_kb"));
    requireSwap(lines.get(3));
    requireChanges(lines.get(4));
    Leftovers.requireNone();
  }

  @Test
  void sendsImagesInTheFormatOfTheOption() throws IOException {
    Invocation run = bench("--parallelism=1", "--for=1s", "--rate=50", "--images-format=raw");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("images_format").asText()).isEqualTo("raw");
    assertThat(run.json().get(0).get("images_per_s").asDouble()).isPositive();
    Leftovers.requireNone();
  }

  @Test
  void aFormatWithARegistryIsRefused() throws IOException {
    Invocation run = bench("--images-format=confluent");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--images-format: expected a format without a schema registry, found confluent");
  }

  @Test
  void changesNeedASecondModel() throws IOException {
    Invocation run = bench("--changes=5");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--changes: expected --swap with it, found none");
  }

  @Test
  void refusesABrokenImage() throws IOException {
    Files.writeString(images.resolve("0.jpg"), "no picture");
    Invocation run = bench("--parallelism=1", "--for=1s");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("broken image: UNSUPPORTED_FORMAT");
    assertThat(run.out()).isEmpty();
    Leftovers.requireNone();
  }

  private static void requireThroughput(JsonNode line) {
    double rate = line.get("images_per_s").asDouble();
    assertThat(rate).isPositive();
    assertThat(line.get("parallelism").asInt()).isEqualTo(2);
    assertThat(line.get("images_per_s_least").asDouble())
        .isLessThanOrEqualTo(line.get("images_per_s_most").asDouble());
    assertThat(line.get("min_ms").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(line.get("median_ms").asDouble());
    // The window lasts until the poll that ends after two seconds, however long that poll takes.
    double seconds = line.get("seconds").asDouble();
    assertThat(seconds).isGreaterThanOrEqualTo(1.99);
    assertThat(line.get("images").asDouble()).isCloseTo(rate * seconds, withinPercentage(1));
    assertThat(line.get("model").asText()).isEqualTo("first/1, 32×32");
    assertThat(line.get("pictures").asText()).startsWith("5 images of pictures");
  }

  private static void requireLatency(JsonNode line) {
    assertThat(line.get("rate").asDouble()).isEqualTo(50);
    for (String name : List.of("latency", "readable")) {
      double median = line.get(name + "_p50_ms").asDouble();
      assertThat(median).isPositive();
      assertThat(line.get(name + "_p90_ms").asDouble()).isGreaterThanOrEqualTo(median);
      assertThat(line.get(name + "_p99_ms").asDouble())
          .isGreaterThanOrEqualTo(line.get(name + "_p90_ms").asDouble());
    }
    assertThat(line.get("busy_processors").asDouble()).isPositive();
    // A reader of committed records waits for the next checkpoint.
    assertThat(line.get("readable_p90_ms").asDouble())
        .isGreaterThan(line.get("latency_p50_ms").asDouble());
  }

  private static void requireProcessorTime(JsonNode tasks, JsonNode summary) {
    double decode = tasks.get("decode and normalise").asDouble();
    assertThat(decode).isPositive();
    assertThat(tasks.fieldNames())
        .toIterable()
        .anyMatch(name -> name.startsWith("classify"))
        .anyMatch(name -> name.contains("Source: images"))
        .anyMatch(name -> name.startsWith("Kafka broker"))
        .contains("state of the job to checkpoints");
    assertThat(summary.get("cpu_ms").asDouble()).isGreaterThan(decode);
    assertThat(summary.get("process_cpu_ms").asDouble())
        .isGreaterThan(summary.get("cpu_ms").asDouble());
  }

  private static void requireHeap(JsonNode tasks) {
    assertThat(tasks.get("decode and normalise").asDouble()).isPositive();
  }

  private static void requireSwap(JsonNode line) {
    assertThat(line.get("swap").asText()).isEqualTo("second/1");
    assertThat(line.get("publishing_ms").asLong()).isNotNegative();
    assertThat(line.get("active_ms").asLong()).isPositive();
    assertThat(line.get("first_prediction_ms").asLong()).isPositive();
    assertThat(line.get("gap_ms").asLong()).isPositive();
    assertThat(line.get("latency_p99_ms").asDouble()).isPositive();
    assertThat(line.get("latency_p99_before_ms").asDouble()).isPositive();
  }

  private static void requireChanges(JsonNode line) {
    assertThat(line.get("changes").asInt()).isEqualTo(5);
    assertThat(line.get("active_p50_ms").asLong()).isPositive();
    // Images come every 20 ms.
    assertThat(line.get("gap_p50_ms").asLong()).isPositive();
    assertThat(line.get("gap_most_ms").asLong())
        .isGreaterThanOrEqualTo(line.get("gap_p50_ms").asLong())
        .isGreaterThanOrEqualTo(line.get("gap_most_without_compilation_ms").asLong());
    assertThat(line.get("changes_without_compilation").asInt()).isBetween(0, 5);
    assertThat(line.get("gap_before_ms").asLong()).isPositive();
  }

  private Invocation bench(String... options) {
    String[] arguments = new String[options.length + 6];
    arguments[0] = "bench";
    arguments[1] = "job";
    arguments[2] = "--model=" + folder.resolve("first");
    arguments[3] = "--images=" + images;
    arguments[4] = "--format=json";
    arguments[5] = "--warm-up=2s";
    System.arraycopy(options, 0, arguments, 6, options.length);
    return Invocation.of(arguments);
  }
}
