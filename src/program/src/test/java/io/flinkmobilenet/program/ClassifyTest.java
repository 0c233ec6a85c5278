package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.cli.terminal.StandardOutput;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.Resizer;
import io.flinkmobilenet.image.RgbImage;
import io.flinkmobilenet.model.TestModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyTest {
  private static final int CLASSES = 10;

  @TempDir private Path folder;
  private Path model;
  private Path images;

  @BeforeEach
  void create() throws IOException {
    model = folder.resolve("model");
    TestModels.writeDirectory(model, 1, 32, CLASSES);
    images = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 12; i++) {
      BufferedImage image = new BufferedImage(40 + i, 50, BufferedImage.TYPE_INT_RGB);
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, i, 0xFF0000 + 20 * i * x);
      }
      ImageIO.write(image, "png", images.resolve("p%02d.png".formatted(i)).toFile());
    }
  }

  @Test
  void printsOneLineAFileInTheOrderOfTheFiles() {
    Invocation run = classify("--threads=3", "--kernel=scalar", images.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> lines = run.json();
    assertThat(lines)
        .extracting(line -> Path.of(line.get("file").asText()).getFileName().toString())
        .hasSize(12)
        .isSorted();
    JsonNode first = lines.get(0);
    assertThat(first.at("/model/name").asText()).isEqualTo("model");
    assertThat(first.at("/model/digest").asText())
        .isEqualTo(TestModels.artifact(1, 32, CLASSES).digest());
    assertThat(first.get("classes")).hasSize(5);
    JsonNode best = first.at("/classes/0");
    assertThat(best.get("label").asText()).isEqualTo("class " + best.get("index").asInt());
    assertThat(best.get("probability").asDouble())
        .isGreaterThanOrEqualTo(first.at("/classes/1/probability").asDouble());
  }

  @Test
  void saysWhatTheProbabilitiesAre() throws IOException {
    String image = images.resolve("p00.png").toString();
    JsonNode softmax = classify("--logits", image).json().get(0);
    assertThat(softmax.get("scores").asText()).isEqualTo("SOFTMAX");

    Path labels = modelOf("multi_label_classification", CLASSES);
    JsonNode sigmoid = classifyWith(labels, "--logits", image).json().get(0);
    assertThat(sigmoid.get("scores").asText()).isEqualTo("SIGMOID");
    assertThat(sigmoid.get("logits")).isEqualTo(softmax.get("logits"));
    for (JsonNode score : sigmoid.get("classes")) {
      double logit = sigmoid.get("logits").get(score.get("index").asInt()).asDouble();
      assertThat(score.get("probability").asDouble())
          .isCloseTo(1 / (1 + Math.exp(-logit)), Offset.offset(1e-6));
    }
  }

  @Test
  void aModelOfOneLabelDoesNotSayOneOfEveryImage() throws IOException {
    Path single = modelOf("single_label_classification", 1);
    assertThat(classifyWith(single, images.toString()).json())
        .hasSize(12)
        .allSatisfy(line -> assertThat(line.get("scores").asText()).isEqualTo("SIGMOID"))
        .extracting(line -> line.at("/classes/0/probability").asDouble())
        .doesNotContain(1.0)
        .satisfies(all -> assertThat(Set.copyOf(all)).hasSizeGreaterThan(1));
  }

  @Test
  void refusesAModelThatPredictsNoClasses() throws IOException {
    Path regression = modelOf("regression", 1);
    Invocation run = classifyWith(regression, images.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "mobilenet: "
                + regression.resolve("config.json")
                + ": problem_type: expected \"single_label_classification\" or"
                + " \"multi_label_classification\", since classes are predicted, found"
                + " \"regression\"");
  }

  private Path modelOf(String problem, int classes) throws IOException {
    Path directory = folder.resolve(problem + classes);
    TestModels.writeDirectory(directory, 1, 32, classes);
    Path config = directory.resolve("config.json");
    String settings = Files.readString(config);
    Files.writeString(
        config,
        settings.replace(
            "{\"model_type\"", "{\"problem_type\":\"" + problem + "\",\"model_type\""));
    return directory;
  }

  private static Invocation classifyWith(Path model, String... arguments) {
    List<String> line = new ArrayList<>(List.of("classify", "--format=json", "--model=" + model));
    line.addAll(List.of(arguments));
    return Invocation.of(line.toArray(String[]::new));
  }

  /**
   * An image that the model stretches has the same logits as an image that was stretched
   * beforehand.
   */
  @Test
  void stretchesWhereTheModelWasTrainedSo() throws Exception {
    Files.writeString(
        model.resolve("preprocessor_config.json"),
        """
        {"size": {"height": 32, "width": 32, "shortest_edge": null}, "do_center_crop": false,
         "crop_size": null, "image_mean": null, "resample": 2}
        """);
    Path image = images.resolve("p05.png");
    RgbImage decoded = new ImageDecoder(ImageLimits.DEFAULT).decode(Files.readAllBytes(image));
    RgbImage stretched = Resizer.resize(decoded, 32, 32);
    BufferedImage square = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 32 * 32; i++) {
      byte[] rgb = stretched.rgb();
      int pixel = (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | rgb[3 * i + 2] & 255;
      square.setRGB(i % 32, i / 32, pixel);
    }
    Path before = folder.resolve("square.png");
    ImageIO.write(square, "png", before.toFile());

    List<JsonNode> lines = classify("--logits", "" + image, "" + before).json();
    assertThat(lines.get(0).get("logits")).isEqualTo(lines.get(1).get("logits"));
    assertThat(Invocation.of("model", "inspect", "" + model, "--format=table").out())
        .containsPattern("stretched to +32×32")
        .containsPattern("scores +softmax");
  }

  @Test
  void addsLogitsAndEmbeddingWhereAsked() {
    Path image = images.resolve("p00.png");
    JsonNode line =
        classify("--logits", "--embedding", "--top-k=2", image.toString()).json().get(0);
    assertThat(line.get("logits")).hasSize(CLASSES);
    assertThat(line.get("embedding")).hasSize(1280);
    assertThat(line.get("classes")).hasSize(2);
    JsonNode plain = classify(image.toString()).json().get(0);
    assertThat(plain.has("logits")).isFalse();
    assertThat(plain.has("embedding")).isFalse();
  }

  @Test
  void saysOfEachFileWhatIsWrongAndGoesOn() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jpg"), "not a picture");
    Path empty = Files.writeString(folder.resolve("empty.png"), "");
    Path gone = folder.resolve("gone.png");
    Path good = images.resolve("p00.png");

    Invocation run = classify("" + text, "" + empty, "" + gone, "" + good);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json())
        .extracting(line -> line.at("/error/reason").asText(""))
        .containsExactly("UNSUPPORTED_FORMAT", "EMPTY_IMAGE", "UNREADABLE_FILE", "");
    Invocation table = classify("--format=table", "" + empty, "" + good);
    assertThat(table.out()).contains("EMPTY_IMAGE").contains("class ");
  }

  @Test
  void takesNamesWithAnAtSignAsTheyAre() throws IOException {
    Path arguments = Files.writeString(folder.resolve("arguments"), "--nonsense");
    Invocation run = classify("--threads=100000", "@" + arguments);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(reason(run)).isEqualTo("UNREADABLE_FILE");
  }

  @Test
  void saysThatAFolderIsEmpty() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Invocation run = classify(empty.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualToIgnoringNewLines("mobilenet: expected images, found none in [" + empty + "]");
  }

  @Test
  void saysWhyResultsCannotBeWritten() {
    assertThat(failedOutput("No space left on device"))
        .isEqualToIgnoringNewLines(
            "mobilenet: standard output cannot be written: No space left on device");
    assertThat(failedOutput("Broken pipe")).isEmpty();
  }

  private String failedOutput(String failure) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException(failure);
          }
        };
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new StandardOutput(broken),
            new PrintWriter(err),
            "classify",
            "--model",
            model.toString(),
            images.toString());
    assertThat(code).isEqualTo(1);
    return err.toString();
  }

  @Test
  void keepsToTheLimits() {
    Path image = images.resolve("p00.png");
    assertThat(reason(classify("--max-image-bytes=10", "" + image))).isEqualTo("TOO_MANY_BYTES");
    assertThat(reason(classify("--max-image-pixels=10", "" + image))).isEqualTo("TOO_MANY_PIXELS");
    assertThat(classify("--max-image-bytes=10", "" + image).out())
        .contains("; --max-image-bytes raises the limit");
    assertThat(classify("--max-image-pixels=10", "" + image).out())
        .contains("; --max-image-pixels raises the limit");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThat(classify("--top-k=0", "" + images).exitCode()).isEqualTo(2);
    assertThat(Invocation.of("classify", "" + images).exitCode()).isEqualTo(2);
    Invocation noModel = Invocation.of("classify", "--model", "" + images, "" + images);
    assertThat(noModel.exitCode()).isEqualTo(1);
    assertThat(noModel.err()).startsWith("mobilenet: ").contains("config.json");
  }

  private static String reason(Invocation run) {
    return run.json().get(0).at("/error/reason").asText();
  }

  private Invocation classify(String... arguments) {
    List<String> all = new ArrayList<>(List.of("classify", "--model", model.toString()));
    all.addAll(List.of(arguments));
    return Invocation.of(all.toArray(String[]::new));
  }
}
