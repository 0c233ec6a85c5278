package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.architecture.FileGraph;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.TensorTable;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose architecture is a graph. */
class FileGraphModelTest {
  private static final int EDGE = 8;
  private static final int CLASSES = 3;
  private static final Map<String, String> SOURCES =
      Map.of("network", "birds.onnx", "labels", "labels.txt");

  @TempDir private Path folder;

  @Test
  void isReadFromItsOwnBytes() throws Exception {
    ModelArtifact model = model(3, EDGE, SOURCES);
    ModelArtifact again = ModelArtifact.parse(model.bytes().clone());

    assertThat(again.digest()).isEqualTo(model.digest());
    assertThat(again.config().architecture().modelType()).isEqualTo("graph");
    assertThat(GraphJson.write(again.graph())).isEqualTo(GraphJson.write(graph(3)));
    assertThat(again.sources()).isEqualTo(SOURCES);
  }

  @Test
  void isReadFromADirectoryWithItsBytes() throws Exception {
    ModelArtifact model = model(3, EDGE, SOURCES);
    Files.write(folder.resolve("model.safetensors"), model.bytes());
    Map<String, String> metadata = SafetensorsReader.read(model.bytes(), "model").metadata();
    Files.writeString(
        folder.resolve("config.json"),
        metadata.get("config").replaceFirst("\\{", "{\"num_labels\":3,"));
    Files.writeString(
        folder.resolve("preprocessor_config.json"), metadata.get("preprocessor_config"));

    assertThat(ModelDirectory.read(folder).graph().nodes()).hasSize(5);
    assertThat(ModelDirectory.read(folder).sources()).isEqualTo(SOURCES);
  }

  @Test
  void hasNoSourcesUnlessThereAreSome() throws Exception {
    byte[] bytes = model(3, EDGE, Map.of()).bytes();
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("sources");
  }

  @Test
  void shortensSourcesThatAreTooLong() throws Exception {
    ModelArtifact model = model(3, EDGE, Map.of("notes", "n".repeat(5000)));
    assertThat(model.sources().get("notes")).hasSize(1000).endsWith("n…");
  }

  @Test
  void isRefusedIfItsEndsDoNotMatch() {
    assertThatThrownBy(() -> model(1, EDGE, Map.of()))
        .hasMessage("graph: expected an image with 3 channels, found 8×8×1");
    assertThatThrownBy(() -> model(3, EDGE + 1, Map.of()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("expected an image of 9×9 pixels and 3 classes, found 8×8×3");
  }

  private static Graph graph(int channels) {
    GraphBuilder builder = new GraphBuilder();
    int last = builder.image(EDGE, EDGE, channels);
    Window window = Window.of(3).stride(2).padding(0, 0, 1, 1);
    last = builder.add("conv", Convolution.of("conv.w", 4, window).bias("conv.b"), last);
    last = builder.add("clip", Activation.clip(-0.1, 5.5), last);
    last = builder.add("pool", new GlobalPool(Reduction.AVERAGE), last);
    last = builder.add("dense", Dense.of("dense.w", "dense.b", CLASSES), last);
    return builder.output("logits", last).build();
  }

  private static ModelArtifact model(int channels, int crop, Map<String, String> sources)
      throws InvalidModelException, MalformedWeightsException {
    Graph graph = graph(channels);
    Function<String, Tensor> weights = MadeUpWeights.of(graph.parameters(), 3);
    TensorTable table = new TensorTable("weights");
    for (Parameter parameter : graph.parameters()) {
      table.add(parameter.name(), weights.apply(parameter.name()));
    }
    return ModelArtifact.of(
        new CanonicalForm(
            table,
            new FileGraph.Config(graph),
            new Preprocessing(
                new InputGeometry(Resize.stretch(crop, crop), crop, crop),
                (float) (1 / 255.0),
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f)),
            List.of("a", "b", "c"),
            Scores.SOFTMAX,
            sources),
        "weights");
  }
}
