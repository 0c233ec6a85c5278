package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.stream.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelImportTest {
  private static final int CLASSES = 10;

  @TempDir private Path folder;
  private Path directory;

  /** Weights alone, of which the user has to say how images are prepared. */
  private Path weights;

  private Path labels;

  @BeforeEach
  void create() throws IOException {
    directory = folder.resolve("directory");
    TestModels.writeDirectory(directory, 1, 32, CLASSES);
    weights = Files.copy(directory.resolve("model.safetensors"), folder.resolve("w.safetensors"));
    labels =
        Files.writeString(
            folder.resolve("labels.txt"),
            IntStream.range(0, CLASSES)
                .mapToObj(i -> "sort " + i + "\n")
                .collect(Collectors.joining()));
  }

  @Test
  void theDigestIsThatOfTheSourceFromTheImportToTheSignature() throws IOException {
    Path key = key();
    for (String source :
        List.of(directory.toString(), "bundled:roadsigns/1", "bundled:roadsigns/2")) {
      Path out = folder.resolve("out" + source.hashCode());

      Invocation run = Invocation.of("model", "import", source, "--out=" + out);

      assertThat(run.exitCode()).as(run.err()).isZero();
      JsonNode line = run.json().get(0);
      assertThat(line.get("digest").asText())
          .isEqualTo(digest(source))
          .isEqualTo(digest(out.toString()))
          .isEqualTo(signed(source, key))
          .isEqualTo(signed(out.toString(), key));
      assertThat(line.get("bytes").asLong())
          .isEqualTo(Files.size(out.resolve("model.safetensors")));
    }
  }

  @Test
  void whatWasImportedNeedsNoFurtherOptionsAndKeepsItsDigest() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Invocation run = importWeights(first);
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode line = run.json().get(0);
    assertThat(line.get("classes").asInt()).isEqualTo(CLASSES);

    Invocation again = Invocation.of("model", "import", first.toString(), "--out=" + second);

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.json().get(0).get("digest")).isEqualTo(line.get("digest"));
    assertThat(again.json().get(0).get("sources")).isEqualTo(line.get("sources"));
    try (Stream<Path> files = Files.list(first)) {
      for (Path file : files.toList()) {
        assertThat(second.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void saysWhatWasTakenFromWhereAndInspectShowsItWithTheFilter() {
    Path out = folder.resolve("out");
    Invocation run = importWeights(out);
    assertThat(run.err().lines())
        .contains(
            "mobilenet: labels: labels.txt",
            "mobilenet: network: mobilenet_v2, recognised from the tensors of safetensors file"
                + " w.safetensors",
            "mobilenet: preprocessing: --preprocessing inception; --resize stretch");

    Invocation table = Invocation.of("model", "inspect", out.toString(), "--format=table");
    assertThat(table.out())
        .containsPattern("(?m)^import: labels +labels.txt$")
        .containsPattern("(?m)^import: network +mobilenet_v2, recognised from the tensors of ")
        .containsPattern("(?m)^import: preprocessing +--preprocessing inception; --resize stretch$")
        .containsPattern("stretched to +32×32")
        .containsPattern("resize filter +bilinear");
    JsonNode model = Invocation.of("model", "inspect", out.toString()).json().get(0).get("model");
    assertThat(model.get("sources")).isEqualTo(run.json().get(0).get("sources"));
    assertThat(model.get("resizeFilter").asText()).isEqualTo("bilinear");
  }

  @Test
  void refusesToWriteBesideOtherFiles() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path other = Files.writeString(out.resolve("notes.txt"), "mine");

    Invocation run = Invocation.of("model", "import", directory.toString(), "--out=" + out);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("mobilenet: --out: expected an empty folder, found files in " + out + "\n");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).containsExactly(other);
    }
    Invocation file = Invocation.of("model", "import", directory.toString(), "--out=" + other);
    assertThat(file.exitCode()).isEqualTo(2);
    assertThat(file.err())
        .isEqualTo("mobilenet: --out: expected a folder, found the file " + other + "\n");
    Files.delete(other);
    assertThat(Invocation.of("model", "import", directory.toString(), "--out=" + out).exitCode())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mean=0.5,0.5 | 2 | expected 1 or 3 numbers, found '0.5,0.5'",
        "--mean=grey | 2 | expected numbers from 0 to 1, found 'grey'",
        "--mean=127.5 | 2 | expected numbers from 0 to 1, found '127.5'",
        "--std=NaN | 2 | expected numbers from 0 to 1, found 'NaN'",
        "--mean=0.5 | 2 | --mean and --std: expected both of them, found one",
        "--std=0.5 | 2 | --mean and --std: expected both of them, found one",
        "--preprocessing=pytorch | 2 | or a JSON file, found pytorch",
        "--resize=crop | 2 | 'crop'",
        "--architecture=resnet | 1 | one of [resnet]",
        "--architecture=perceptron | 2 | shufflenet_v2, squeezenet, vgg or a JSON file, found perceptron",
        "--architecture=gone.json | 2 | --architecture: expected a file, found gone.json",
        "--labels=gone.txt --preprocessing=inception | 2 | gone.txt",
        "--size=0 | 2 | --size: expected 1 to 8192 pixels, found 0",
        "--size=9000 | 2 | --size: expected 1 to 8192 pixels, found 9000",
        "--mean=0 --std=0 | 2 | --std: expected numbers above 0, found 0",
        "--size=9 --resize=stretch | 2 | --size: expected it without --resize stretch",
        "--mean=0 --mean=1 --std=1 | 2 | specified only once"
      })
  void refusesOptionsThatSayNothingUseful(String options, int code, String message) {
    Path out = folder.resolve("out");
    List<String> all =
        new ArrayList<>(
            List.of("model", "import", weights.toString(), "--crop=32", "--out=" + out));
    all.addAll(List.of(options.split(" ")));

    Invocation run = Invocation.of(all.toArray(String[]::new));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(code);
    assertThat(run.err().lines().findFirst().orElseThrow()).contains(message);
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--preprocessing=inception", "--size=96", "--architecture=resnet", "--dequantise"})
  void refusesOptionsOfAModelThatNeedsNone(String option) {
    Path out = folder.resolve("out");

    Invocation run =
        Invocation.of("model", "import", "bundled:roadsigns/1", option, "--out=" + out);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "mobilenet: bundled:roadsigns/1: expected no labels, preprocessing or other settings"
                + " for this model\n");
    assertThat(out).doesNotExist();
  }

  private Invocation importWeights(Path out) {
    return Invocation.of(
        "model",
        "import",
        weights.toString(),
        "--crop=32",
        "--preprocessing=inception",
        "--resize=stretch",
        "--labels=" + labels,
        "--out=" + out);
  }

  private static String digest(String model) {
    JsonNode line = Invocation.of("model", "inspect", model).json().get(0);
    return line.at("/model/digest").asText();
  }

  private Path key() {
    Path keys = folder.resolve("keys");
    assertThat(Invocation.of("model", "keygen", "--out=" + keys).exitCode()).isZero();
    return keys.resolve("model-signing.key");
  }

  private String signed(String model, Path key) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("model", "sign", model));
    Path file = Files.createTempDirectory(folder, "signed").resolve("model.sig");
    arguments.addAll(List.of("--name=n", "--version=1", "--key=" + key, "--out=" + file));
    Invocation run = Invocation.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.json().get(0).get("digest").asText();
  }

  @Test
  void goldenImagesArePartOfTheFolderAndOfItsDigest() throws IOException {
    Path golden = folder.resolve("golden");
    Files.createDirectories(golden);
    Files.write(golden.resolve("a.png"), TestPictures.png(1, 64, 48));
    Files.write(golden.resolve("b.jpg"), TestPictures.jpeg(2, 64, 48));
    Path out = folder.resolve("out");

    Invocation run =
        Invocation.of(
            "model", "import", directory.toString(), "--golden=" + golden, "--out=" + out);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("digest").asText())
        .isNotEqualTo(digest(directory.toString()))
        .isEqualTo(digest(out.toString()))
        .isEqualTo(signed(out.toString(), key()));
    assertThat(Invocation.of("model", "inspect", out.toString(), "--format=table").out())
        .containsPattern("(?m)^golden images +2$");
    JsonNode model = Invocation.of("model", "inspect", out.toString()).json().get(0).get("model");
    assertThat(model.get("goldenImages").asInt()).isEqualTo(2);
    assertThat(model.get("weights").asText()).isEqualTo("F32");

    Files.writeString(golden.resolve("c.png"), "no picture");
    Invocation broken =
        Invocation.of("model", "import", directory.toString(), "--golden=" + golden, "--out=o");
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.err()).startsWith("mobilenet: golden image c.png: UNSUPPORTED_FORMAT: ");
    Files.write(golden.resolve("c.png"), new byte[(256 << 10) + 1]);
    assertThat(
            Invocation.of("model", "import", directory.toString(), "--golden=" + golden, "--out=o")
                .err())
        .contains("c.png: expected an image of 1 to 262144 bytes, found 262145");
    for (int i = 0; i < 15; i++) {
      Files.write(golden.resolve(i + ".png"), new byte[1]);
    }
    assertThat(
            Invocation.of("model", "import", directory.toString(), "--golden=" + golden, "--out=o")
                .err())
        .contains("--golden: expected 1 to 16 images, found 18 in ");
  }
}
