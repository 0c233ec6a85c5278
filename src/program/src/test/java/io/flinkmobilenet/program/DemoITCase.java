package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.model.TestModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoITCase {
  private static final int IMAGES = 8;

  @TempDir private Path folder;
  private Path model;
  private Path images;

  @BeforeEach
  void create() throws IOException {
    model = folder.resolve("pets and more");
    TestModels.writeDirectory(model, 1, 32, 10);
    images = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage image = new BufferedImage(40 + i, 50, BufferedImage.TYPE_INT_RGB);
      image.createGraphics().fillRect(5 * i, 5, 10, 30);
      ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
    }
  }

  @Test
  void predictsThroughKafkaWhatClassifyPredicts() throws IOException {
    Invocation demo = demo("--kernel=scalar", "--parallelism=2");

    assertThat(demo.exitCode()).as(demo.err()).isZero();
    List<JsonNode> lines = demo.json();
    JsonNode summary = lines.get(lines.size() - 1).get("summary");
    assertThat(summary.get("predicted").asInt()).isEqualTo(IMAGES);
    assertThat(summary.get("model").asText()).isEqualTo("pets_and_more/1");
    assertThat(summary.get("kernel").asText()).isEqualTo("scalar");
    Map<String, Integer> predicted =
        lines.subList(0, IMAGES).stream()
            .collect(Collectors.toMap(line -> line.get("imageId").asText(), DemoITCase::best));
    assertThat(predicted).isEqualTo(classified());
    Leftovers.requireNone();
  }

  /** Photographs from phones are larger than the 1 MiB that Kafka accepts by default. */
  @Test
  void takesImagesOfManyMegabytes() throws IOException {
    BufferedImage large = new BufferedImage(1400, 1250, BufferedImage.TYPE_INT_RGB);
    large.createGraphics().fillRect(100, 100, 600, 600);
    Path file = images.resolve("large.bmp");
    ImageIO.write(large, "bmp", file.toFile());
    assertThat(Files.size(file)).isGreaterThan(5 << 20);
    byte[] damaged = Files.readAllBytes(file);
    Files.write(images.resolve("short.bmp"), Arrays.copyOf(damaged, damaged.length - 9));

    Invocation demo = demo("--kernel=scalar");

    JsonNode summary = demo.json().get(demo.json().size() - 1).get("summary");
    assertThat(summary.get("predicted").asInt()).as(demo.err()).isEqualTo(IMAGES + 1);
    assertThat(summary.get("rejected").asInt()).isEqualTo(1);
    assertThat(demo.err()).doesNotContain("cut from");
  }

  @Test
  void printsRejectedImagesWithTheReason() throws IOException {
    Files.writeString(images.resolve("text.jpg"), "not a picture");
    Invocation demo = demo("--format=table");
    assertThat(demo.exitCode()).isEqualTo(1);
    assertThat(demo.err()).contains("text.jpg: UNSUPPORTED_FORMAT: ");
    assertThat(demo.out()).contains("9 images: 8 predicted, 1 rejected, 0 not sent");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    Invocation both = demo("--rate=5");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("cannot be combined with --images");
    Invocation swap = Invocation.of("demo", "--model=" + model, "--swap-after=5s");
    assertThat(swap.exitCode()).isEqualTo(2);
    assertThat(swap.err()).contains("no model is replaced");
  }

  private Invocation demo(String... options) {
    Stream<String> inputs = Stream.of("demo", "--model=" + model, "--images=" + images);
    return Invocation.of(Stream.concat(inputs, Stream.of(options)).toArray(String[]::new));
  }

  private Map<String, Integer> classified() {
    Invocation run =
        Invocation.of("classify", "--kernel=scalar", "--model=" + model, images.toString());
    return run.json().stream()
        .collect(
            Collectors.toMap(
                line -> Path.of(line.get("file").asText()).getFileName().toString(),
                DemoITCase::best));
  }

  private static int best(JsonNode line) {
    return line.at("/classes/0/index").asInt();
  }
}
