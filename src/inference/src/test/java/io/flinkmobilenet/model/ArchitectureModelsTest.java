package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.scalar.GoldenGraphs;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model of every architecture, from its directory to its logits. */
class ArchitectureModelsTest {
  private static final int EDGE = 64;
  private static final int LARGE = 80;
  private static final int CLASSES = 5;
  private static final String NARROW_VGG =
      ", \"hidden_sizes\": [8, 12, 16, 20, 24], \"classifier_size\": 40";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"alexnet\", \"hidden_sizes\": [8, 12, 16, 20, 24], \"classifier_size\": 40",
        "\"densenet\", \"growth_rate\": 12, \"depths\": [2, 3, 2], \"embedding_size\": 20",
        "\"efficientnet\", \"width_coefficient\": 0.5",
        "\"googlenet\"",
        "\"googlenet\", \"branch3_kernel_size\": 5",
        "\"lenet\"",
        "\"lenet\", \"activation\": \"relu\", \"pooling\": \"max\", \"num_channels\": 3",
        "\"mnasnet\", \"depth_multiplier\": 0.1",
        "\"mobilenet_v1\", \"depth_multiplier\": 0.25",
        "\"mobilenet_v1\", \"depth_multiplier\": 0.25, \"tf_padding\": false",
        "\"mobilenet_v2\", \"depth_multiplier\": 0.35",
        "\"mobilenet_v3\", \"depth_multiplier\": 0.35",
        "\"mobilenet_v3\", \"variant\": \"small\"",
        "\"nasnet\", \"stem_filters\": 8, \"penultimate_filters\": 192, \"cells\": 2",
        "\"resnet\", \"layer_type\": \"basic\", \"hidden_sizes\": [16, 32], \"depths\": [2, 1]",
        "\"resnet\", \"embedding_size\": 8, \"hidden_sizes\": [32, 64], \"depths\": [1, 2]",
        "\"resnet_cifar\", \"layers_per_stage\": 2",
        "\"resnet_v2\", \"embedding_size\": 9, \"hidden_sizes\": [32, 64], \"depths\": [2, 2]",
        "\"resnext\", \"hidden_sizes\": [128, 256], \"depths\": [1, 2], \"groups\": 4",
        "\"resnext\", \"hidden_sizes\": [32, 64], \"depths\": [2, 1], \"groups\": 1,"
            + " \"width_per_group\": 64, \"squeeze_and_excitation\": true",
        "\"shufflenet\", \"stages_repeats\": [2, 2, 1]",
        "\"shufflenet\", \"groups\": 1, \"stages_out_channels\": [24, 144, 288, 576]",
        "\"shufflenet\", \"groups\": 2, \"stages_out_channels\": [24, 200, 400, 800]",
        "\"shufflenet\", \"groups\": 4, \"stages_out_channels\": [24, 272, 544, 1088]",
        "\"shufflenet\", \"groups\": 8, \"stages_out_channels\": [16, 192, 384, 768]",
        "\"shufflenet_v2\", \"stages_out_channels\": [24, 48, 96, 192, 64]",
        "\"shufflenet_v2\", \"stages_repeats\": [2, 1, 1], \"downsample_in_stem\": false",
        "\"squeezenet\"",
        "\"squeezenet\", \"bypass\": \"simple\"",
        "\"squeezenet\", \"version\": \"1.0\"",
        "\"squeezenet\", \"version\": \"1.0\", \"bypass\": \"complex\"",
        "\"vgg\", \"configuration\": \"A-LRN\"" + NARROW_VGG,
        "\"vgg\", \"configuration\": \"B\", \"batch_norm\": true" + NARROW_VGG,
        "\"vgg\", \"configuration\": \"C\"" + NARROW_VGG,
        "\"vgg\"" + NARROW_VGG
      })
  void isReadPublishedAndRun(String settings) throws Exception {
    isReadPublishedAndRun(settings, EDGE);
  }

  /** Networks without padding need more pixels. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"inception_v3\"",
        "\"inception_v4\", \"depths\": [2, 1, 1]",
        "\"inception_resnet_v2\", \"depths\": [2, 1, 1]"
      })
  void isReadPublishedAndRunOnLargerImages(String settings) throws Exception {
    isReadPublishedAndRun(settings, LARGE);
  }

  private void isReadPublishedAndRun(String settings, int edge) throws Exception {
    Graph graph = write(settings, edge);
    Function<String, Tensor> weights = MadeUpWeights.of(graph.parameters(), 3);

    ModelArtifact read = ModelDirectory.read(folder);
    ModelArtifact model = ModelArtifact.parse(read.bytes().clone());

    assertThat(model.digest()).isEqualTo(read.digest());
    byte[] rgb = new byte[edge * edge * 3];
    new Random(1).nextBytes(rgb);
    float[] image = new float[rgb.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (rgb[i] & 0xFF) / 127.5f - 1;
    }
    float[] expected = new GraphExecutor(graph, weights).run(image).get(Plan.LOGITS);
    for (KernelChoice choice : new KernelChoice[] {KernelChoice.AUTO, KernelChoice.SCALAR}) {
      Classifier classifier = new Classifier(model.compile(KernelProvider.select(choice)));
      classifier.run(rgb);
      assertThat(GoldenGraphs.difference(expected, classifier.logits())).isLessThan(1e-4);
    }
  }

  @Test
  void headsOfTrainingAreLeftOutOfTheArtifact() throws Exception {
    Graph graph = write("\"googlenet\"");
    String digest = ModelDirectory.read(folder).digest();
    save(graph, writer -> writer.tensor("aux1.fc1.bias", DType.F32, Shape.of(1), number()));
    assertThat(ModelDirectory.read(folder).digest()).isEqualTo(digest);

    save(graph, writer -> writer.tensor("aux3.fc1.bias", DType.F32, Shape.of(1), number()));
    assertThatThrownBy(() -> ModelDirectory.read(folder))
        .hasMessageContaining("expected no tensor aux3.fc1.bias in this network");
  }

  private static ByteBuffer number() {
    return ByteBuffer.allocate(Float.BYTES);
  }

  @Test
  void isRefusedIfItsSettingsAreOutOfRange() throws Exception {
    write("\"resnet\", \"hidden_sizes\": [16], \"depths\": [1]");
    refuses(
        "\"resnet\", \"hidden_sizes\": [16, 32], \"depths\": [1]",
        "hidden_sizes and depths out of range: [16, 32], [1]");
    refuses(
        "\"resnet\", \"hidden_sizes\": [1e9], \"depths\": [1]",
        "hidden_sizes out of range: 1000000000");
    refuses(
        "\"resnet\", \"hidden_sizes\": \"wide\"",
        "hidden_sizes: expected a list of whole numbers, found \"wide\"");
    refuses("\"resnet\", \"layer_type\": \"dense\"", "layer_type out of range: dense");
    refuses("\"squeezenet\", \"version\": \"1.2\"", "version out of range: 1.2");
    refuses("\"squeezenet\", \"bypass\": \"all\"", "bypass out of range: all");
    refuses("\"shufflenet_v2\", \"stages_repeats\": [1, 2]", "stages_repeats out of range: [1, 2]");
    refuses(
        "\"shufflenet_v2\", \"stages_out_channels\": [24, 47, 96, 192, 64]",
        "stages_out_channels out of range: 47");
    refuses("\"resnet_cifar\", \"layers_per_stage\": 0", "layers_per_stage out of range: 0");
    refuses("\"mobilenet_v1\", \"depth_multiplier\": -1", "depth_multiplier out of range: -1.0");
  }

  private void refuses(String settings, String message) throws IOException {
    Files.writeString(folder.resolve("config.json"), config(settings));
    assertThatThrownBy(() -> ModelDirectory.read(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageEndingWith(message);
  }

  private Graph write(String settings) throws IOException {
    return write(settings, EDGE);
  }

  private Graph write(String settings, int edge) throws IOException {
    Files.writeString(folder.resolve("config.json"), config(settings));
    Files.writeString(
        folder.resolve("preprocessor_config.json"),
        """
        {"image_processor_type": "MobileNetV2ImageProcessor", "size": {"shortest_edge": %d},
         "crop_size": {"height": %d, "width": %d},
         "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}
        """
            .formatted(edge, edge, edge));
    Configuration configuration =
        ArchitectureSettings.read(config(settings), new ImageClasses(edge, edge, CLASSES));
    Graph graph = configuration.graph();
    save(graph, writer -> {});
    return graph;
  }

  private void save(Graph graph, Consumer<SafetensorsWriter> more) throws IOException {
    Function<String, Tensor> weights = MadeUpWeights.of(graph.parameters(), 3);
    SafetensorsWriter writer = new SafetensorsWriter();
    for (Parameter parameter : graph.parameters()) {
      float[] values = weights.apply(parameter.name()).values();
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      writer.tensor(parameter.name(), DType.F32, parameter.shape(), bytes);
    }
    more.accept(writer);
    Files.write(folder.resolve("model.safetensors"), writer.toBytes());
  }

  private static String config(String settings) {
    return "{\"num_labels\": %d, \"model_type\": %s}".formatted(CLASSES, settings);
  }
}
