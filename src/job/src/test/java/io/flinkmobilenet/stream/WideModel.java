package io.flinkmobilenet.stream;

import io.flinkmobilenet.architecture.FileGraph;
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
import io.flinkmobilenet.model.CanonicalForm;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.Preprocessing;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.TensorTable;
import java.util.List;
import java.util.Map;

/**
 * A model of two chunks that compresses to a few kilobytes, because its weights repeat every few
 * values.
 */
final class WideModel {
  private static final int SIZE = 8;
  private static final int WIDTH = 35_000;
  private static final int PERIOD = 7;

  private WideModel() {}

  static ModelArtifact create() throws Exception {
    GraphBuilder builder = new GraphBuilder();
    int last = builder.image(SIZE, SIZE, 3);
    last = builder.add("conv", Convolution.of("conv.w", 4, Window.of(3).stride(2)), last);
    last = builder.add("pool", new GlobalPool(Reduction.AVERAGE), last);
    last = builder.add("wide", Dense.of("wide.w", "wide.b", WIDTH), last);
    last = builder.add("dense", Dense.of("dense.w", "dense.b", 2), last);
    Graph graph = builder.output("logits", last).build();
    TensorTable table = new TensorTable("wide model");
    for (Parameter parameter : graph.parameters()) {
      table.add(parameter.name(), tensor(parameter));
    }
    return ModelArtifact.of(
        new CanonicalForm(
            table,
            new FileGraph.Config(graph),
            new Preprocessing(
                new InputGeometry(Resize.stretch(SIZE, SIZE), SIZE, SIZE),
                (float) (1 / 255.0),
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f)),
            List.of("left", "right"),
            Scores.SOFTMAX,
            Map.of()),
        "wide model");
  }

  /** Values from -1 to 1, divided so that those of 35,000 inputs do not add up to large logits. */
  private static Tensor tensor(Parameter parameter) {
    float[] values = new float[parameter.shape().elements()];
    float scale = parameter.name().equals("dense.w") ? 1f / SIZE / SIZE : 1;
    for (int i = 0; i < values.length; i++) {
      values[i] = scale * (i % PERIOD - PERIOD / 2) / (PERIOD / 2);
    }
    return new Tensor(parameter.shape(), values);
  }
}
