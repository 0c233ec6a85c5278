package io.flinkmobilenet.model;

import io.flinkmobilenet.architecture.FileGraph;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
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
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.TensorTable;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Small models for tests: MobileNetV2 of width 0.35 with weights from a seed. Each has about 1.7
 * MB, which are four chunks; different seeds give different predictions. Labels are {@code class
 * 0}, {@code class 1} and so on; the shortest edge is 8/7 of the crop.
 */
public final class TestModels {
  private static final double WIDTH = 0.35;
  private static final int TINY = 8;

  private TestModels() {}

  /** Returns a model for square images. */
  public static ModelArtifact artifact(long seed, int resolution, int classes) {
    Scores scores = classes == 1 ? Scores.SIGMOID : Scores.SOFTMAX;
    return artifact(seed, resolution, classes, scores);
  }

  /** Returns such a model with the given function from logits to probabilities. */
  public static ModelArtifact artifact(long seed, int resolution, int classes, Scores scores) {
    byte[] weights = weights(seed, resolution, classes).toBytes();
    InputGeometry geometry = new InputGeometry(resolution * 8 / 7, resolution, resolution);
    List<Float> half = List.of(0.5f, 0.5f, 0.5f);
    try {
      NamedTensors tensors = SafetensorsReader.read(weights, "test model");
      return ModelArtifact.of(
          new CanonicalForm(
              tensors,
              MobileNetV2.Config.of(WIDTH, resolution, classes),
              new Preprocessing(geometry, (float) (1 / 255.0), half, half),
              labels(classes),
              scores,
              Map.of()),
          "test model");
    } catch (WeightsException | InvalidModelException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Returns a model of one convolution and two classes for images of 8 by 8, of a few kilobytes.
   */
  public static ModelArtifact tiny() {
    GraphBuilder builder = new GraphBuilder();
    int last = builder.image(TINY, TINY, 3);
    last = builder.add("conv", Convolution.of("conv.w", 4, Window.of(3).stride(2)), last);
    last = builder.add("pool", new GlobalPool(Reduction.AVERAGE), last);
    last = builder.add("dense", Dense.of("dense.w", "dense.b", 2), last);
    Graph graph = builder.output("logits", last).build();
    Function<String, Tensor> weights = MadeUpWeights.of(graph.parameters(), 3);
    TensorTable table = new TensorTable("test model");
    try {
      for (Parameter parameter : graph.parameters()) {
        table.add(parameter.name(), weights.apply(parameter.name()));
      }
      return ModelArtifact.of(
          new CanonicalForm(
              table,
              new FileGraph.Config(graph),
              new Preprocessing(
                  new InputGeometry(Resize.stretch(TINY, TINY), TINY, TINY),
                  (float) (1 / 255.0),
                  List.of(0f, 0f, 0f),
                  List.of(1f, 1f, 1f)),
              labels(2),
              Scores.SOFTMAX,
              Map.of()),
          "test model");
    } catch (WeightsException | InvalidModelException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes the same model as {@link #artifact} to a Hugging Face directory, which it creates. */
  public static void writeDirectory(Path directory, long seed, int resolution, int classes) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("config.json"), config(resolution, classes));
      Files.writeString(
          directory.resolve("preprocessor_config.json"), preprocessorConfig(resolution));
      Files.write(
          directory.resolve("model.safetensors"), weights(seed, resolution, classes).toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String config(int resolution, int classes) {
    String labels =
        String.join(
            ",",
            IntStream.range(0, classes)
                .mapToObj(id -> "\"%d\":\"class %d\"".formatted(id, id))
                .toList());
    return """
    {"model_type": "mobilenet_v2", "depth_multiplier": %s, "image_size": %d, "id2label": {%s}}
    """
        .formatted(WIDTH, resolution, labels);
  }

  static String preprocessorConfig(int resolution) {
    return """
    {"size": {"shortest_edge": %d}, "crop_size": {"height": %d, "width": %d}}
    """
        .formatted(resolution * 8 / 7, resolution, resolution);
  }

  private static List<String> labels(int classes) {
    return IntStream.range(0, classes).mapToObj(id -> "class " + id).toList();
  }

  /** Weights that keep activations near 1 in all layers, so that the results of images differ. */
  static SafetensorsWriter weights(long seed, int resolution, int classes) {
    Random random = new Random(seed);
    SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
    for (Parameter parameter :
        MobileNetV2.network(MobileNetV2.Config.of(WIDTH, resolution, classes)).parameters()) {
      String name = parameter.name();
      Shape shape = parameter.shape();
      int fanIn = shape.elements() / shape.extent(0);
      ByteBuffer bytes = ByteBuffer.allocate(shape.elements() * 4).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        float value = (float) random.nextGaussian();
        bytes.putFloat(
            name.endsWith("running_var") || name.endsWith("normalization.weight")
                ? 1 + 0.2f * Math.abs(value)
                : shape.rank() > 1 ? value * (float) Math.sqrt(2.0 / fanIn) : 0.2f * value);
      }
      writer.tensor(name, DType.F32, shape, bytes.flip());
    }
    return writer;
  }
}
