package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.model.TestModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCheckTest {
  private static final int CLASSES = 10;
  private static final int IMAGES = 3;

  @TempDir private Path folder;
  private Path model;
  private Path images;
  private Path expected;

  @BeforeEach
  void create() throws IOException {
    model = folder.resolve("model");
    TestModels.writeDirectory(model, 1, 32, CLASSES);
    images = Files.createDirectory(folder.resolve("photos"));
    expected = folder.resolve("expected.csv");
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage image = new BufferedImage(40 + i, 50, BufferedImage.TYPE_INT_RGB);
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, i, 0xFF0000 + 20 * i * x);
      }
      ImageIO.write(image, "png", images.resolve("p" + i + ".png").toFile());
    }
  }

  @Test
  void agreesWithWhatClassifySays() throws IOException {
    List<String> rows = rows(0);
    Files.writeString(expected, "file,top1,p1,class_index\n" + String.join("\n", rows));

    Invocation run = check("--expected=" + expected);

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> lines = run.json();
    assertThat(lines).hasSize(IMAGES + 1);
    for (int i = 0; i < IMAGES; i++) {
      String[] row = rows.get(i).split(",");
      JsonNode line = lines.get(i);
      assertThat(line.get("image").asText()).endsWith(row[0]);
      assertThat(line.get("class").asText()).isEqualTo(row[1] + " class " + row[1]);
      assertThat(line.get("expected").asText()).isEqualTo(row[1]);
      assertThat(line.get("probability").asDouble())
          .isCloseTo(Double.parseDouble(row[2]), within(1e-5));
      assertThat(line.get("difference").asDouble()).isLessThan(1e-5);
    }
    JsonNode summary = lines.get(IMAGES).get("summary");
    assertThat(summary.get("classified").asInt()).isEqualTo(IMAGES);
    assertThat(summary.get("compared").asInt()).isEqualTo(IMAGES);
    assertThat(summary.get("sameBestClass").asInt()).isEqualTo(IMAGES);
    assertThat(summary.get("withTrueClass").asInt()).isEqualTo(IMAGES);
    assertThat(summary.get("right").asInt()).isEqualTo(IMAGES);

    assertThat(check("--expected=" + expected, "--format=table").out())
        .contains("3 images classified, 0 failed")
        .contains("3 of 3 have the expected best class")
        .contains("3 of 3 have the true class");
  }

  @Test
  void aDifferentBestClassIsAFailure() throws IOException {
    List<String> rows = rows(0);
    rows.set(1, rows(1).get(1));
    Files.writeString(expected, "file,top1,p1,class_index\n" + String.join("\n", rows));

    Invocation run = check("--expected=" + expected);

    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode summary = run.json().get(IMAGES).get("summary");
    assertThat(summary.get("compared").asInt()).isEqualTo(IMAGES);
    assertThat(summary.get("sameBestClass").asInt()).isEqualTo(IMAGES - 1);
    assertThat(summary.get("right").asInt()).isEqualTo(IMAGES - 1);
    assertThat(run.json().get(1).get("difference").isNull()).isTrue();
  }

  @Test
  void anotherProbabilityIsReportedAndNoFailure() throws IOException {
    String[] row = rows(0).get(0).split(",");
    double other = Double.parseDouble(row[2]) + 0.25;
    Files.writeString(expected, "file,top1,p1\n%s,%s,%s\n".formatted(row[0], row[1], other));

    Invocation run = check("--expected=" + expected);

    assertThat(run.exitCode()).isZero();
    JsonNode summary = run.json().get(IMAGES).get("summary");
    assertThat(summary.get("compared").asInt()).isEqualTo(1);
    assertThat(summary.get("largestDifference").asDouble()).isCloseTo(0.25, within(1e-5));
  }

  @Test
  void comparesNothingWithoutAFileAndFailsIfTheFileNamesOtherImages() throws IOException {
    Invocation alone = check();
    assertThat(alone.exitCode()).as(alone.err()).isZero();
    assertThat(alone.json().get(IMAGES).at("/summary/compared").asInt()).isZero();

    Files.writeString(expected, "file,top1\nother.png,1\n");
    Invocation none = check("--expected=" + expected);
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.json().get(IMAGES).at("/summary/compared").asInt()).isZero();
  }

  @Test
  void aBrokenImageIsAFailure() throws IOException {
    byte[] png = Files.readAllBytes(images.resolve("p0.png"));
    Files.write(images.resolve("p9.png"), Arrays.copyOf(png, png.length / 2));

    Invocation run = check();

    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode summary = run.json().get(IMAGES + 1).get("summary");
    assertThat(summary.get("classified").asInt()).isEqualTo(IMAGES);
    assertThat(summary.get("failed").asInt()).isEqualTo(1);
  }

  @Test
  void imagesOfAnotherSizeAreRejectedIfTheModelDoesNotResizeThem() throws IOException {
    Files.writeString(
        model.resolve("preprocessor_config.json"),
        "{\"do_resize\": false, \"do_center_crop\": false, \"crop_size\": [50, 41]}");

    Invocation run = check();

    String said = "neither resized nor cropped: an image that is not 41 x 50 pixels is rejected";
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("mobilenet: images: " + said + "\n");
    assertThat(run.out())
        .contains(
            "PNG is 40 x 50, with the resize of the model (none) 40 x 50; the model does not crop"
                + " and takes only 41 x 50");
    assertThat(run.json().get(IMAGES).at("/summary/classified").asInt()).isEqualTo(1);
    Invocation table = Invocation.of("model", "inspect", model.toString(), "--format=table");
    assertThat(table.out())
        .containsPattern("(?m)^resize +none$")
        .containsPattern("(?m)^only size +41×50$")
        .containsPattern("(?m)^images +" + said + "$");
  }

  @Test
  void blackBordersAreSaidAloud() throws IOException {
    Files.writeString(
        model.resolve("preprocessor_config.json"), "{\"size\": 30, \"crop_size\": 32}");
    assertThat(check().err())
        .startsWith(
            "mobilenet: images: smaller than the crop of 32 x 32 pixels after the resize to"
                + " shortest edge 30: they get a black border\n");
  }

  /** The text {@code ;} stands for the end of a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "file,p1;p0.png,0.5 | line 2: expected a value in column top1, found none",
        "image,top1;p0.png,3 | line 2: expected a value in column file, found none",
        "file,top1;p0.png,1;p1.png, | line 3: expected a value in column top1, found none",
        "file,top1;p0.png,tench | line 2: column top1: expected the index of a class, found 'tench'",
        "file,top1;p0.png,1.5 | line 2: column top1: expected the index of a class, found '1.5'",
        "file,top1;p0.png,-1 | line 2: column top1: expected the index of a class, found '-1'",
        "file,top1;p0.png,NaN | line 2: column top1: expected the index of a class, found 'NaN'",
        "file,top1,p1;p0.png,1,much | line 2: column p1: expected a number, found 'much'",
        "file,top1,class_index;p0.png,1,x | line 2: column class_index: expected the index of a class, found 'x'",
        "file,top1;p0.png,1;p1.png,2;;;p0.png,1;p2.png,4 | line 6: expected each file once, found p0.png again",
        "file,top1;p0.png,1;p0.png,2 | line 3: expected each file once, found p0.png again",
        "file,top1;\"p0.png,1 | expected CSV: ",
        "file,top1;p0.png,1,2,3,4 | expected CSV: "
      })
  void refusesAMalformedFileInOneLine(String content, String message) throws IOException {
    Files.writeString(expected, content.replace(';', '\n'));

    Invocation run = check("--expected=" + expected);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err().lines()).singleElement().asString().contains(expected + ": " + message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void refusesWhatIsNoFile() {
    Invocation run = check("--expected=" + folder.resolve("gone.csv"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("--expected: expected a CSV file of at most 67108864 bytes, found ");
  }

  /** A row for each image: name, best class plus an offset, its probability, the true class. */
  private List<String> rows(int offset) {
    List<String> rows = new ArrayList<>();
    for (JsonNode line :
        Invocation.of("classify", "--decode=exact", "--model=" + model, images.toString()).json()) {
      JsonNode best = line.at("/classes/0");
      int index = (best.get("index").asInt() + offset) % CLASSES;
      String name = Path.of(line.get("file").asText()).getFileName().toString();
      rows.add("%s,%d,%s,%d".formatted(name, index, best.get("probability").asText(), index));
    }
    return rows;
  }

  private Invocation check(String... options) {
    List<String> all =
        new ArrayList<>(List.of("model", "check", model.toString(), "--images=" + images));
    all.addAll(List.of(options));
    return Invocation.of(all.toArray(String[]::new));
  }
}
