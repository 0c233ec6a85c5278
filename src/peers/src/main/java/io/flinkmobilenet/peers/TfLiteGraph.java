package io.flinkmobilenet.peers;

import static io.flinkmobilenet.peers.FlatTable.number;
import static io.flinkmobilenet.peers.FlatTable.octet;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.graph.pass.GraphPass;
import io.flinkmobilenet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A graph as a float TensorFlow Lite model, in the form in which a converter would write it: batch
 * normalisation is folded into weights, and activations are options of the operators before them.
 * The input is {@code [1][H][W][C]}, the output is one of the graph's.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">schema.fbs</a>,
 *     whose field numbers these are
 */
final class TfLiteGraph {
  /** Room in the file beside the weights, bytes. */
  private static final int ROOM = 1 << 20;

  private final Graph graph;
  private final Function<String, Tensor> parameters;
  private final TfLiteModel model;
  private final TfLiteActivations activations;
  private final TfLiteOperators operators;

  private TfLiteGraph(Graph graph, Function<String, Tensor> parameters) {
    this.graph = graph;
    this.parameters = parameters;
    model = new TfLiteModel(Math.toIntExact(Float.BYTES * graph.parameterCount() + ROOM));
    activations = new TfLiteActivations(model);
    operators = new TfLiteOperators(model, parameters);
  }

  /**
   * Writes a graph.
   *
   * @param output name of the output
   * @throws UnsupportedOperationException if TensorFlow Lite has no such operator; the message says
   *     which
   */
  static byte[] of(Graph graph, Function<String, Tensor> parameters, String output) {
    return new TfLiteGraph(fused(graph), parameters).write(output);
  }

  /** Applies the passes that a converter has as well, without those that join convolutions. */
  private static Graph fused(Graph graph) {
    Graph fused = graph;
    for (GraphPass pass : GraphPass.ALL) {
      Graph next = pass.apply(fused);
      boolean joined =
          next.nodes().stream().anyMatch(node -> node.operator() instanceof ConvolutionChain);
      fused = joined ? fused : next;
    }
    return fused;
  }

  private byte[] write(String output) {
    FusedActivations fused = FusedActivations.of(graph);
    int[] values = new int[graph.nodes().size()];
    values[0] = model.map(graph.input());
    for (int index = 1; index < values.length; index++) {
      Node node = graph.nodes().get(index);
      int[] inputs = node.inputs().stream().mapToInt(input -> values[input]).toArray();
      values[index] = fused.absorbed(index) ? inputs[0] : node(node, inputs, fused.after(index));
    }
    return model.toBytes(values[0], values[graph.outputs().get(output)]);
  }

  private int node(Node node, int[] inputs, Activation after) {
    Operator operator = node.operator();
    List<FeatureShape> shapes = graph.inputShapes(node);
    if (operator instanceof Convolution convolution) {
      return convolution(convolution, inputs, shapes.get(0), node.shape());
    } else if (operator instanceof Dense dense) {
      return dense(dense, inputs, shapes.get(0), node.shape());
    } else if (operator instanceof BatchNormalisation normalisation) {
      Folded folded = Folded.of(normalisation, parameters);
      return operators.scaled(inputs[0], folded.weights(), folded.bias(), node.shape(), after);
    }
    boolean positive = node.inputs().stream().allMatch(input -> Positive.at(graph, input));
    return operators.node(operator, inputs, shapes, node.shape(), after, positive);
  }

  private int convolution(
      Convolution convolution, int[] inputs, FeatureShape in, FeatureShape out) {
    Window window = convolution.window();
    TfLitePadding padding = TfLitePadding.of(window, in, out);
    Folded folded = Folded.of(convolution, parameters);
    int filters = convolution.filters();
    boolean depthwise = convolution.groups() > 1 && convolution.groups() == in.channels();
    int own = in.channels() / convolution.groups();
    // Weights [N][1][taps] of a depthwise convolution are [taps][N] in the file.
    int weights =
        depthwise
            ? model.tensor(
                new Folded(folded.weights(), new float[1]).channelsLast(filters),
                1,
                window.height(),
                window.width(),
                filters)
            : model.tensor(folded.channelsLast(own), filters, window.height(), window.width(), own);
    List<FlatTable.Field> options =
        new ArrayList<>(
            List.of(octet(padding.code()), number(window.strideX()), number(window.strideY())));
    if (depthwise) {
      options.add(number(filters / in.channels()));
    }
    options.add(fused(convolution.epilogue()));
    options.add(number(window.dilationX()));
    options.add(number(window.dilationY()));
    int sums =
        model.node(
            depthwise ? TfLiteOperator.DEPTHWISE_CONV_2D : TfLiteOperator.CONV_2D,
            options.toArray(FlatTable.Field[]::new),
            model.map(out),
            operators.padded(inputs[0], in, padding),
            weights,
            model.tensor(folded.bias(), filters));
    return epilogue(convolution.epilogue(), sums, inputs, out);
  }

  private int dense(Dense dense, int[] inputs, FeatureShape in, FeatureShape out) {
    int weights =
        model.tensor(parameters.apply(dense.weights()).values(), dense.outputs(), in.channels());
    float[] bias =
        dense
            .bias()
            .map(name -> parameters.apply(name).values())
            .orElseGet(() -> new float[dense.outputs()]);
    // The third option keeps four axes.
    FlatTable.Field[] options = {fused(dense.epilogue()), null, octet(1)};
    int sums =
        model.node(
            TfLiteOperator.FULLY_CONNECTED,
            options,
            model.map(out),
            inputs[0],
            weights,
            model.tensor(bias, dense.outputs()));
    return epilogue(dense.epilogue(), sums, inputs, out);
  }

  private static FlatTable.Field fused(Epilogue epilogue) {
    boolean first = epilogue.addition() != Epilogue.Addition.BEFORE_ACTIVATION;
    return TfLiteActivations.fused(first ? epilogue.activation() : Activation.LINEAR);
  }

  private int epilogue(Epilogue epilogue, int sums, int[] inputs, FeatureShape shape) {
    Activation activation = epilogue.activation();
    return switch (epilogue.addition()) {
      case NONE -> activations.rest(activation, sums, shape);
      case BEFORE_ACTIVATION ->
          operators.combined(TfLiteOperator.ADD, shape, activation, sums, inputs[1]);
      case AFTER_ACTIVATION ->
          operators.combined(
              TfLiteOperator.ADD,
              shape,
              Activation.LINEAR,
              activations.rest(activation, sums, shape),
              inputs[1]);
    };
  }
}
