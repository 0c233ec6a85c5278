package io.flinkmobilenet.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.importing.DirectoryWeights.Form;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.Preprocessing;
import io.flinkmobilenet.model.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories as they are published: with other files of weights, and without some settings. */
class DirectoryImportTest {
  private static final ModelArtifact EXPECTED = TestModels.artifact(1, 32, 5);
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:" + "4d".repeat(32) + "\nsize 77\n";

  @TempDir Path directory;

  @BeforeEach
  void writeModel() {
    TestModels.writeDirectory(directory, 1, 32, 5);
  }

  @Test
  void aCompleteDirectoryKeepsItsDigestWhateverElseItHolds() throws Exception {
    for (String file :
        new String[] {
          "model.safetensors.index.json", "pytorch_model.bin", "tf_model.h5", "model.onnx", ".git"
        }) {
      Files.writeString(directory.resolve(file), "x");
    }

    ModelArtifact model = read(ImportOptions.NONE);

    assertThat(model.digest()).isEqualTo(EXPECTED.digest());
    assertThat(model.sources()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "SAFETENSORS", mode = EnumSource.Mode.EXCLUDE)
  void weightsMayBeInEveryForm(Form form) throws Exception {
    WeightFiles.takenFrom(directory).write(form);
    Files.writeString(directory.resolve("model.onnx"), "x");

    ModelArtifact model = read(ImportOptions.NONE);

    assertThat(model.weights().names()).isEqualTo(EXPECTED.weights().names());
    for (String name : model.weights().names()) {
      assertThat(model.weights().bytes(name)).isEqualTo(EXPECTED.weights().bytes(name));
    }
    assertThat(model.labels()).isEqualTo(EXPECTED.labels());
    assertThat(model.preprocessing()).isEqualTo(EXPECTED.preprocessing());
    assertThat(model.sources())
        .containsEntry("weights", DirectoryWeights.find(directory).file().getFileName().toString())
        .containsEntry("network", "config.json")
        .containsEntry("labels", "config.json")
        .containsEntry("preprocessing", "preprocessor_config.json");
  }

  /** Each time the form is removed that was chosen before. */
  @Test
  void formsAreTakenInTheOrderOfHuggingFace() throws Exception {
    WeightFiles weights = WeightFiles.takenFrom(directory);
    for (Form form : Form.values()) {
      weights.write(form);
    }
    for (Form form : Form.values()) {
      DirectoryWeights found = DirectoryWeights.find(directory);
      assertThat(found.form()).isEqualTo(form);
      Files.delete(found.file());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pytorch_model.bin",
        "model-00002-of-00002.safetensors",
        "pytorch_model-00001-of-00002.bin"
      })
  void aGitLfsPointerIsNamedInEveryForm(String file) throws Exception {
    WeightFiles weights = WeightFiles.takenFrom(directory);
    weights.write(
        file.endsWith(".safetensors")
            ? Form.SAFETENSORS_SHARDS
            : file.contains("-of-") ? Form.PYTORCH_SHARDS : Form.PYTORCH);
    Files.writeString(directory.resolve(file), POINTER);

    assertThatThrownBy(() -> read(ImportOptions.NONE))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(directory.resolve(file) + ": expected weights ")
        .hasMessageContaining("found a Git LFS pointer to a file of 77 bytes");
  }

  @Test
  void aGitLfsPointerIsNamedInPlaceOfAFileOfItsOwn() throws Exception {
    Path file = Files.writeString(directory.resolve("model.onnx"), POINTER);
    assertThatThrownBy(() -> ModelReader.read(file, ImportOptions.NONE))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(
            file
                + ": expected a model of ONNX, TensorFlow Lite, Keras, TensorFlow.js or PyTorch, or"
                + " safetensors, found a Git LFS pointer");
  }

  @Test
  void aDirectoryWithoutWeightsIsRefused() throws Exception {
    Files.delete(directory.resolve("model.safetensors"));
    assertThatThrownBy(() -> read(ImportOptions.NONE))
        .hasMessageStartingWith(
            directory.resolve("model.safetensors")
                + ": expected a file of a Hugging Face model directory, found none");

    Files.writeString(directory.resolve("model.onnx"), "x");
    assertThatThrownBy(() -> read(ImportOptions.NONE))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("found model.onnx, a file of ONNX; name the file itself");
  }

  @Test
  void knownDefaultsOfThePreprocessingAreSaidAloud() throws Exception {
    Files.delete(directory.resolve("preprocessor_config.json"));

    ModelArtifact model = read(ImportOptions.NONE);

    assertThat(model.preprocessing().geometry()).isEqualTo(new InputGeometry(256, 224, 224));
    assertThat(model.preprocessing().mean()).containsExactly(0.5f, 0.5f, 0.5f);
    assertThat(model.sources().get("preprocessing"))
        .isEqualTo(
            "defaults of Hugging Face's image processor for this network, because there is no"
                + " preprocessor_config.json");
  }

  @Test
  void unknownDefaultsHaveToBeSaid() throws Exception {
    Files.delete(directory.resolve("preprocessor_config.json"));
    Files.writeString(directory.resolve("config.json"), "{\"model_type\": \"resnet\"}");
    assertThatThrownBy(() -> read(ImportOptions.NONE))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(directory + ": expected the preprocessing of images")
        .hasMessageContaining("--preprocessing torchvision|");
  }

  @Test
  void theUserOverrulesTheDirectory() throws Exception {
    Path labels = Files.writeString(directory.resolve("mine.txt"), "a\nb\nc\nd\ne\n");
    ModelArtifact labelled = read(options(Optional.of(labels), Optional.empty(), Optional.empty()));
    assertThat(labelled.labels()).containsExactly("a", "b", "c", "d", "e");
    assertThat(labelled.preprocessing()).isEqualTo(EXPECTED.preprocessing());
    assertThat(labelled.sources())
        .containsEntry("labels", "mine.txt")
        .containsEntry("preprocessing", "preprocessor_config.json");

    ModelArtifact prepared =
        read(options(Optional.empty(), Optional.of("torchvision"), Optional.empty()));
    assertThat(prepared.preprocessing().mean()).containsExactly(0.485f, 0.456f, 0.406f);
    assertThat(prepared.preprocessing().geometry()).isEqualTo(new InputGeometry(37, 32, 32));
    assertThat(prepared.sources()).containsEntry("preprocessing", "--preprocessing torchvision");
  }

  /** Settings that cannot be read do not matter if the user says all that they would. */
  @Test
  void theUserOverrulesSettingsThatCannotBeUsed() throws Exception {
    Files.writeString(directory.resolve("preprocessor_config.json"), "{\"resample\": 9}");
    assertThatThrownBy(() -> read(ImportOptions.NONE)).hasMessageContaining("resample: expected");

    ModelArtifact model =
        read(options(Optional.empty(), Optional.of("inception"), Optional.of(64)));

    assertThat(model.preprocessing().geometry()).isEqualTo(new InputGeometry(73, 64, 64));
  }

  @Test
  void classesWithoutNamesGetThoseOfHuggingFace() throws Exception {
    Path config = directory.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config).replaceFirst("\"id2label\": .*", "\"id2label\":{\"4\":\"e\"}}"));

    assertThat(read(ImportOptions.NONE).labels())
        .containsExactly("LABEL_0", "LABEL_1", "LABEL_2", "LABEL_3", "e");
  }

  @Test
  void classesWithoutNamesAreCountedInTheWeights() throws Exception {
    Path config = directory.resolve("config.json");
    String text = Files.readString(config);
    Files.writeString(config, text.replaceFirst("\"id2label\": *\\{[^}]*\\}", "\"unused\": 1"));

    ModelArtifact model = read(ImportOptions.NONE);

    assertThat(model.labels())
        .containsExactly("LABEL_0", "LABEL_1", "LABEL_2", "LABEL_3", "LABEL_4");
  }

  @ParameterizedTest
  @CsvSource({"true, 64", "true,", "false, 64"})
  void aSizeWithoutResizeOrCropIsThatOfTheNetwork(boolean resized, Integer crop) throws Exception {
    Files.writeString(
        directory.resolve("preprocessor_config.json"),
        "{\"do_center_crop\": false, \"do_resize\": %s, \"size\": 32, \"crop_size\": 32}"
            .formatted(resized));

    ModelArtifact model =
        read(options(Optional.empty(), Optional.empty(), Optional.ofNullable(crop)));

    int edge = crop == null ? 32 : crop;
    Resize resize = resized ? Resize.shortestEdge(edge) : Resize.none();
    assertThat(model.preprocessing().geometry())
        .isEqualTo(new InputGeometry(resize, edge, edge, true));
    assertThat(ModelArtifact.parse(model.bytes().clone()).preprocessing())
        .isEqualTo(model.preprocessing());
  }

  @Test
  void aResizeOfTheUserCropsAgain() throws Exception {
    Files.writeString(
        directory.resolve("preprocessor_config.json"),
        "{\"do_center_crop\": false, \"do_resize\": false, \"crop_size\": 32}");
    ImportOptions none = ImportOptions.NONE;

    ModelArtifact model =
        read(
            new ImportOptions(
                none.labels(),
                none.preprocessing(),
                Optional.of(ImportOptions.ResizeMode.SHORTEST_EDGE),
                none.size(),
                none.crop(),
                none.mean(),
                none.std(),
                none.architecture(),
                false));

    assertThat(model.preprocessing().geometry()).isEqualTo(new InputGeometry(32, 32, 32));
  }

  @Test
  void aCropOfAnotherSizeScalesTheResize() throws Exception {
    ModelArtifact model = read(options(Optional.empty(), Optional.empty(), Optional.of(64)));

    Preprocessing own = EXPECTED.preprocessing();
    assertThat(model.preprocessing().geometry().cropWidth()).isEqualTo(64);
    assertThat(model.preprocessing().geometry().shortestEdge())
        .isEqualTo(own.geometry().shortestEdge() * 2);
    assertThat(model.preprocessing().mean()).isEqualTo(own.mean());
    assertThat(model.sources()).containsEntry("preprocessing", "preprocessor_config.json");
  }

  private ModelArtifact read(ImportOptions options) throws Exception {
    return ModelReader.read(directory, options);
  }

  static ImportOptions options(
      Optional<Path> labels, Optional<String> preprocessing, Optional<Integer> crop) {
    ImportOptions none = ImportOptions.NONE;
    return new ImportOptions(
        labels,
        preprocessing,
        none.resize(),
        none.size(),
        crop,
        none.mean(),
        none.std(),
        none.architecture(),
        false);
  }
}
