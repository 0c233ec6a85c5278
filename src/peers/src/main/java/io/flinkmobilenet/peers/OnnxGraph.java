package io.flinkmobilenet.peers;

import static io.flinkmobilenet.peers.OnnxModel.number;
import static io.flinkmobilenet.peers.OnnxModel.numbers;
import static io.flinkmobilenet.peers.OnnxModel.real;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A graph as an ONNX model, operator set 22; in earlier ones average pools have no dilations, or
 * ONNX infers other shapes for ceiling mode than it computes. Maps are {@code [1][C][H][W]}; the
 * outputs have the graph's names.
 */
final class OnnxGraph {
  private static final int OPERATOR_SET = 22;

  private final OnnxModel model = new OnnxModel(OPERATOR_SET);
  private final OnnxOperators operators = new OnnxOperators(model);
  private final Graph graph;
  private final Function<String, Tensor> parameters;

  private OnnxGraph(Graph graph, Function<String, Tensor> parameters) {
    this.graph = graph;
    this.parameters = parameters;
  }

  static byte[] of(Graph graph, Function<String, Tensor> parameters) {
    return new OnnxGraph(graph, parameters).write();
  }

  private byte[] write() {
    FeatureShape image = graph.input();
    model.input(OnnxFile.INPUT, 1, image.channels(), image.height(), image.width());
    List<String> values = new ArrayList<>(List.of(OnnxFile.INPUT));
    for (Node node : graph.nodes().subList(1, graph.nodes().size())) {
      List<String> inputs = node.inputs().stream().map(values::get).toList();
      values.add(node(node, inputs, graph.inputShapes(node)));
    }
    graph
        .outputs()
        .forEach(
            (name, index) -> {
              FeatureShape shape = graph.nodes().get(index).shape();
              model.named("Identity", List.of(values.get(index)), name);
              model.output(name, 1, shape.channels(), shape.height(), shape.width());
            });
    return model.toBytes();
  }

  private String node(Node node, List<String> inputs, List<FeatureShape> shapes) {
    Operator operator = node.operator();
    if (operator instanceof Convolution convolution) {
      String sums = convolution(convolution, inputs.get(0), shapes);
      if (convolution.normalisation().isPresent()) {
        sums = normalisation(convolution.normalisation().get(), sums);
      }
      return epilogue(convolution.epilogue(), sums, inputs);
    } else if (operator instanceof Dense dense) {
      return epilogue(dense.epilogue(), dense(dense, inputs.get(0), shapes), inputs);
    } else if (operator instanceof BatchNormalisation normalisation) {
      return normalisation(normalisation, inputs.get(0));
    }
    return operators.node(operator, inputs, shapes, node.shape(), this::channels);
  }

  private String convolution(Convolution convolution, String input, List<FeatureShape> shapes) {
    Window window = convolution.window();
    Tensor weights = parameters.apply(convolution.weights());
    int perGroup = shapes.get(0).channels() / convolution.groups();
    List<String> inputs = new ArrayList<>();
    inputs.add(input);
    inputs.add(
        model.tensor(
            weights.values(), convolution.filters(), perGroup, window.height(), window.width()));
    convolution.bias().ifPresent(name -> inputs.add(vector(name, convolution.filters())));
    return model.node(
        "Conv",
        inputs,
        number("group", convolution.groups()),
        numbers("kernel_shape", window.height(), window.width()),
        numbers("strides", window.strideY(), window.strideX()),
        numbers("dilations", window.dilationY(), window.dilationX()),
        numbers("pads", window.top(), window.left(), window.bottom(), window.right()));
  }

  private String dense(Dense dense, String input, List<FeatureShape> shapes) {
    int channels = shapes.get(0).channels();
    List<String> inputs = new ArrayList<>();
    inputs.add(model.node("Flatten", List.of(input)));
    float[] weights = parameters.apply(dense.weights()).values();
    inputs.add(model.tensor(weights, dense.outputs(), channels));
    dense.bias().ifPresent(name -> inputs.add(vector(name, dense.outputs())));
    String flat = model.node("Gemm", inputs, number("transB", 1));
    return operators.reshape(flat, 1, dense.outputs(), 1, 1);
  }

  private String normalisation(BatchNormalisation normalisation, String input) {
    List<String> inputs = new ArrayList<>(List.of(input));
    for (Parameter parameter : normalisation.parameters()) {
      inputs.add(vector(parameter.name(), normalisation.channels()));
    }
    return model.node("BatchNormalization", inputs, real("epsilon", normalisation.epsilon()));
  }

  private String epilogue(Epilogue epilogue, String sums, List<String> inputs) {
    Activation activation = epilogue.activation();
    return switch (epilogue.addition()) {
      case NONE -> operators.activation(activation, sums);
      case BEFORE_ACTIVATION ->
          operators.activation(activation, model.node("Add", List.of(sums, inputs.get(1))));
      case AFTER_ACTIVATION ->
          model.node("Add", List.of(operators.activation(activation, sums), inputs.get(1)));
    };
  }

  private String vector(String name, int count) {
    return model.tensor(parameters.apply(name).values(), count);
  }

  /** Adds a tensor with a number for each channel of a map. */
  private Optional<String> channels(Optional<String> name, int count) {
    Shape expected = Shape.of(count);
    return name.map(present -> new Parameter(present, expected).values(parameters))
        .map(values -> model.tensor(values, count, 1, 1));
  }
}
