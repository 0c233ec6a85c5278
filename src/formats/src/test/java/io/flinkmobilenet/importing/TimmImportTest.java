package io.flinkmobilenet.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.statedict.TimmTensors;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.TensorTable;
import io.flinkmobilenet.weights.pytorch.StateDictFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimmImportTest {
  private static final int CLASSES = 3;
  private static final String CONFIG =
      """
      {"architecture": "mobilenetv2_035", "num_classes": 3, "num_features": 1280,
       "global_pool": "avg", "pretrained_cfg": {
        "tag": "ra_in1k", "custom_load": false, "input_size": [3, 64, 64], "fixed_input_size": false,
        "interpolation": "bicubic", "crop_pct": 0.875, "crop_mode": "center",
        "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225], "num_classes": 3,
        "pool_size": [2, 2], "first_conv": "conv_stem", "classifier": "classifier"}}
      """;

  @TempDir Path directory;

  @BeforeEach
  void writeModel() throws Exception {
    Files.writeString(directory.resolve("config.json"), CONFIG);
    Files.write(
        directory.resolve("model.safetensors"), WeightFiles.safetensors(TimmTensors.of(CLASSES)));
  }

  @Test
  void theNetworkComesFromTheTensorsAndTheRestFromTheSettings() throws Exception {
    ModelArtifact model = read(ImportOptions.NONE);

    assertThat(model.config()).isEqualTo(TimmTensors.network(64, CLASSES));
    Function<String, Tensor> values = TimmTensors.values(CLASSES);
    for (String name : model.weights().names()) {
      assertThat(model.weights().tensor(name).values()).isEqualTo(values.apply(name).values());
    }
    Resize resize = Resize.shortestEdge(73).with(ResizeFilter.BICUBIC);
    assertThat(model.preprocessing().geometry()).isEqualTo(new InputGeometry(resize, 64, 64));
    assertThat(model.preprocessing().mean()).containsExactly(0.485f, 0.456f, 0.406f);
    assertThat(model.preprocessing().std()).containsExactly(0.229f, 0.224f, 0.225f);
    assertThat(model.preprocessing().rescaleFactor()).isEqualTo((float) (1 / 255.0));
    assertThat(model.labels()).containsExactly("LABEL_0", "LABEL_1", "LABEL_2");
    assertThat(model.sources())
        .containsEntry(
            "network",
            "mobilenet_v2, recognised from the tensors of timm's model.safetensors; config.json"
                + " names it mobilenetv2_035")
        .containsEntry("preprocessing", "config.json")
        .doesNotContainKey("image");
    assertThat(model.sources().get("labels")).contains("--labels FILE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnetv2_50",
        "inception_v3.tv_in1k",
        "inception_v4",
        "inception_resnet_v2",
        "resnext50_32x4d.a1_in1k",
        "seresnext50_32x4d",
        "seresnet50",
        "wide_resnet50_2.racm_in1k",
        "densenet121.ra_in1k",
        "efficientnet_b0.ra_in1k",
        "mobilenetv3_large_100.ra_in1k",
        "mobilenetv3_small_100",
        "mnasnet_100.rmsp_in1k"
      })
  void theNamesOfTheseNetworksAreAccepted(String name) throws Exception {
    config("mobilenetv2_035", name);
    assertThat(read(ImportOptions.NONE).sources().get("network")).endsWith("names it " + name);
  }

  @Test
  void weightsMayBePytorchs() throws Exception {
    ModelArtifact expected = read(ImportOptions.NONE);
    Files.delete(directory.resolve("model.safetensors"));
    Files.write(directory.resolve("pytorch_model.bin"), StateDictFiles.of(TimmTensors.of(CLASSES)));

    ModelArtifact model = read(ImportOptions.NONE);

    assertThat(model.sources().get("network")).contains("timm's pytorch_model.bin");
    for (String name : expected.weights().names()) {
      assertThat(model.weights().bytes(name)).isEqualTo(expected.weights().bytes(name));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "num_features"     | "label_names": ["a", "b", "c"], "num_features"
          "tag"              | "label_names": ["a", "b", "c"], "tag"
          "num_features"     | "label_names": {"2": "c", "0": "a", "1": "b"}, "num_features"
          """)
  void labelsAreInEitherPlace(String place, String replacement) throws Exception {
    config(place, replacement);
    ModelArtifact model = read(ImportOptions.NONE);
    assertThat(model.labels()).containsExactly("a", "b", "c");
    assertThat(model.sources()).containsEntry("labels", "config.json");
  }

  @Test
  void olderFilesHaveAllInOneObject() throws Exception {
    String flat =
        CONFIG
            .replace("\"num_classes\": 3, \"num_f", "\"num_f")
            .replace("\"pretrained_cfg\": {", "")
            .replace("}}", "}");
    Files.writeString(directory.resolve("config.json"), flat);
    assertThat(read(ImportOptions.NONE).preprocessing().geometry().cropWidth()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "timm_model."})
  void transformersWrapTheSameModel(String prefix) throws Exception {
    ModelArtifact expected = read(ImportOptions.NONE);
    config(
        "{\"architecture\"",
        "{\"model_type\": \"timm_wrapper\", \"do_pooling\": true,"
            + " \"id2label\": {\"0\": \"a\", \"1\": \"b\", \"2\": \"c\"}, \"architecture\"");
    NamedTensors plain = TimmTensors.of(CLASSES);
    TensorTable wrapped = new TensorTable("wrapped");
    for (String name : plain.names()) {
      wrapped.add(prefix + name, plain.dtype(name), plain.shape(name), plain.bytes(name));
    }
    Files.write(directory.resolve("model.safetensors"), WeightFiles.safetensors(wrapped));

    ModelArtifact model = read(ImportOptions.NONE);

    assertThat(model.labels()).containsExactly("a", "b", "c");
    assertThat(model.preprocessing()).isEqualTo(expected.preprocessing());
    for (String name : expected.weights().names()) {
      assertThat(model.weights().bytes(name)).isEqualTo(expected.weights().bytes(name));
    }
  }

  @Test
  void aSquashedImageIsStretched() throws Exception {
    config("\"center\"", "\"squash\"");
    Resize resize = Resize.stretch(73, 73).with(ResizeFilter.BICUBIC);
    assertThat(read(ImportOptions.NONE).preprocessing().geometry())
        .isEqualTo(new InputGeometry(resize, 64, 64));

    config("[3, 64, 64]", "[3, 64, 96]");
    assertThat(read(ImportOptions.NONE).preprocessing().geometry())
        .isEqualTo(new InputGeometry(Resize.stretch(109, 73).with(ResizeFilter.BICUBIC), 96, 64));
  }

  @Test
  void theUserOverrulesTheSettings() throws Exception {
    Path labels = Files.writeString(directory.resolve("mine.txt"), "x\ny\nz\n");
    config("\"bicubic\"", "\"random\"");
    ModelArtifact model =
        read(
            DirectoryImportTest.options(
                Optional.of(labels), Optional.of("inception"), Optional.of(96)));

    assertThat(model.labels()).containsExactly("x", "y", "z");
    assertThat(model.preprocessing().geometry()).isEqualTo(new InputGeometry(110, 96, 96));
    assertThat(model.sources())
        .containsEntry("labels", "mine.txt")
        .containsEntry("preprocessing", "--preprocessing inception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "mobilenetv2_035"   | "resnetblur50"  | architecture: expected a ResNet, ResNeXt, ResNet V2, DenseNet, Inception, MobileNet, EfficientNet or MnasNet, such as resnet50, found "resnetblur50"
          "mobilenetv2_035"   | "tf_efficientnet_b0.ns_jft_in1k" | such as resnet50, found "tf_efficientnet_b0.ns_jft_in1k"
          "mobilenetv2_035"   | "densenetblur121d" | such as resnet50, found "densenetblur121d"
          "global_pool": "avg" | "global_pool": "catavgmax" | global_pool: expected "avg"
          {"architecture"      | {"model_type": "timm_wrapper", "arch" | architecture: expected a ResNet, ResNeXt, ResNet V2, DenseNet, Inception, MobileNet, EfficientNet or MnasNet, such as resnet50, found nothing
          "num_features"      | "model_args": {"output_stride": 16}, "num_features" | model_args: expected none, because they change the network
          "num_classes": 3, "num_f | "num_classes": 4, "num_f | num_classes: expected 3 as in the weights, found 4
          "num_features"      | "label_names": ["a"], "num_features" | expected one label for each of 3 classes, found 1 in config.json
          "bicubic"           | "random"        | pretrained_cfg: interpolation: expected one of [nearest, lanczos, bilinear, bicubic, box, hamming], found "random"
          "center"            | "border"        | crop_mode: expected center or squash, found "border"
          0.875               | 0               | crop_pct: expected a number above 0, found 0
          [3, 64, 64]         | [3, 64, 96]     | input_size: expected a square unless crop_mode is squash, found array
          [3, 64, 64]         | [1, 64, 64]     | input_size: expected 3 channels, height and width, found array
          [3, 64, 64]         | [3, 640000, 640000] | found 731428
          "mean": [0.485, 0.456, 0.406], | `` | mean: expected a value, found nothing
          """)
  void otherSettingsAreRefused(String part, String replacement, String message) throws Exception {
    config(part, replacement);
    assertThatThrownBy(() -> read(ImportOptions.NONE))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(directory.toString())
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  private void config(String part, String replacement) throws Exception {
    Path file = directory.resolve("config.json");
    String before = Files.readString(file);
    assertThat(before).contains(part);
    Files.writeString(file, before.replace(part, replacement));
  }

  private ModelArtifact read(ImportOptions options) throws Exception {
    return ModelReader.read(directory, options);
  }
}
