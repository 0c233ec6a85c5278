package io.flinkmobilenet.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.MobileNetV1;
import io.flinkmobilenet.architecture.ResNet;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.importing.DirectoryWeights.Form;
import io.flinkmobilenet.model.CanonicalForm;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.model.Preprocessing;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.TensorTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small networks in directories like those of well-known models on Hugging Face. */
class PublishedNetworksTest {
  private static final ImageClasses IMAGE = new ImageClasses(224, 224, 3);
  private static final Configuration RESNET =
      new ResNet.Config(IMAGE, 8, List.of(8, 16), List.of(1, 1), false, false);

  @TempDir Path directory;

  @Test
  void aResNetHasPytorchsWeightsAndConvNextsPreprocessing() throws Exception {
    ModelArtifact written = write(RESNET);
    WeightFiles.takenFrom(directory).write(Form.PYTORCH);
    Files.writeString(
        directory.resolve("preprocessor_config.json"),
        """
        {"crop_pct": 0.875, "do_normalize": true, "do_resize": true,
         "feature_extractor_type": "ConvNextFeatureExtractor",
         "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225],
         "resample": 3, "size": 224}
        """);

    ModelArtifact model = ModelReader.read(directory, ImportOptions.NONE);

    Resize resize = Resize.shortestEdge(256).with(ResizeFilter.BICUBIC);
    assertThat(model.preprocessing().geometry()).isEqualTo(new InputGeometry(resize, 224, 224));
    assertThat(model.config()).isEqualTo(RESNET);
    for (String name : written.weights().names()) {
      assertThat(model.weights().bytes(name)).isEqualTo(written.weights().bytes(name));
    }
    assertThat(model.sources()).containsEntry("weights", "pytorch_model.bin");
  }

  @Test
  void aSizeThatNobodySaysIsSaidAloud() throws Exception {
    write(RESNET);
    Files.delete(directory.resolve("preprocessor_config.json"));
    ImportOptions torchvision =
        DirectoryImportTest.options(Optional.empty(), Optional.of("torchvision"), Optional.empty());

    ModelArtifact model = ModelReader.read(directory, torchvision);

    assertThat(model.preprocessing().geometry()).isEqualTo(new InputGeometry(256, 224, 224));
    assertThat(model.sources())
        .containsEntry("image", "224×224 pixels, which is usual; use --crop for others")
        .containsEntry("preprocessing", "--preprocessing torchvision");
    ImportOptions smaller =
        DirectoryImportTest.options(Optional.empty(), Optional.of("torchvision"), Optional.of(96));
    assertThat(ModelReader.read(directory, smaller).sources()).doesNotContainKey("image");
  }

  @Test
  void aMobileNetV1HasKnownDefaults() throws Exception {
    write(new MobileNetV1.Config(IMAGE, 0.25, 8, true, 1e-3));
    Files.delete(directory.resolve("preprocessor_config.json"));

    ModelArtifact model = ModelReader.read(directory, ImportOptions.NONE);

    assertThat(model.preprocessing().geometry()).isEqualTo(new InputGeometry(256, 224, 224));
    assertThat(model.sources().get("preprocessing")).startsWith("defaults of Hugging Face's");
  }

  private ModelArtifact write(Configuration network) throws Exception {
    List<Parameter> parameters = network.graph().parameters();
    Function<String, Tensor> values = MadeUpWeights.of(parameters, 3);
    TensorTable tensors = new TensorTable("made up");
    for (Parameter parameter : parameters) {
      tensors.add(parameter.name(), values.apply(parameter.name()));
    }
    List<Float> half = List.of(0.5f, 0.5f, 0.5f);
    ModelArtifact model =
        ModelArtifact.of(
            new CanonicalForm(
                tensors,
                network,
                new Preprocessing(new InputGeometry(99, 224, 224), 1, half, half),
                List.of("a", "b", "c"),
                Scores.SOFTMAX,
                Map.of()),
            "made up");
    ModelDirectory.write(model, directory);
    return model;
  }
}
