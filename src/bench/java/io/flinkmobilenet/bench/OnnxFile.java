package io.flinkmobilenet.bench;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.network.Block;
import io.flinkmobilenet.network.Layer;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * A network as an ONNX model, operator set 13: with folded normalisation; the input is {@code
 * [1][3][H][W]} in the layout of the first convolution, the output are the logits.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>, whose field
 *     numbers these are
 */
final class OnnxFile {
  static final String INPUT = "input";
  static final String OUTPUT = "logits";

  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 13;
  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private final ProtoWriter graph = new ProtoWriter();
  private final Function<String, Tensor> parameters;
  private int values;

  private OnnxFile(Function<String, Tensor> parameters) {
    this.parameters = parameters;
  }

  static byte[] of(Network network, Function<String, Tensor> parameters) {
    return new OnnxFile(parameters).write(network);
  }

  private byte[] write(Network network) {
    tensor("zero", new float[] {0});
    tensor("six", new float[] {6});
    String value = INPUT;
    for (Block block : network.blocks()) {
      String blockInput = value;
      for (Layer layer : block.layers()) {
        value = layer(layer, value);
      }
      if (block.residual()) {
        value = node("Add", List.of(blockInput, value), fresh());
      }
    }
    node("Identity", List.of(value), OUTPUT);
    FeatureShape input = network.input();
    graph.text(2, "network");
    graph.message(11, value(INPUT, 1, input.channels(), input.height(), input.width()));
    graph.message(12, value(OUTPUT, 1, network.output().channels()));
    return new ProtoWriter()
        .number(1, IR_VERSION)
        .message(8, new ProtoWriter().text(1, "").number(2, OPERATOR_SET))
        .message(7, graph)
        .toBytes();
  }

  private String layer(Layer layer, String input) {
    if (layer instanceof Layer.Convolution convolution) {
      return convolution(convolution, convolution.window(), 1, input);
    }
    if (layer instanceof Layer.Depthwise depthwise) {
      return convolution(depthwise, depthwise.window(), depthwise.input().channels(), input);
    }
    if (layer instanceof Layer.Pointwise pointwise) {
      return convolution(pointwise, null, 1, input);
    }
    if (layer instanceof Layer.Dense dense) {
      String flat = node("Flatten", List.of(input), fresh());
      Tensor weights = parameters.apply(dense.weights().name());
      Tensor bias = parameters.apply(dense.bias().name());
      String w = tensor(fresh(), weights.values(), dense.filters(), dense.input().channels());
      String b = tensor(fresh(), bias.values(), dense.filters());
      return node("Gemm", List.of(flat, w, b), fresh(), number("transB", 1));
    }
    return node("GlobalAveragePool", List.of(input), fresh());
  }

  /** A convolution; one without a window has a single weight per channel. */
  private String convolution(
      Layer.Normalised layer, ConvGeometry window, int groups, String input) {
    Folded folded = Folded.of(layer, parameters);
    int size = window == null ? 1 : ConvGeometry.SIZE;
    int count = folded.bias().length;
    int channels = folded.weights().length / count / size / size;
    String w = tensor(fresh(), folded.weights(), count, channels, size, size);
    String b = tensor(fresh(), folded.bias(), count);
    int stride = window == null ? 1 : window.stride();
    String sum =
        node(
            "Conv",
            List.of(input, w, b),
            fresh(),
            number("group", groups),
            numbers("kernel_shape", size, size),
            numbers("strides", stride, stride),
            numbers("pads", window == null ? new int[4] : pads(window)));
    return layer.activation().kind() == Activation.Kind.RELU6
        ? node("Clip", List.of(sum, "zero", "six"), fresh())
        : sum;
  }

  /** Padding at the top, left, bottom and right. */
  private static int[] pads(ConvGeometry window) {
    int bottom =
        (window.outputHeight() - 1) * window.stride()
            + ConvGeometry.SIZE
            - window.top()
            - window.inputHeight();
    int right =
        (window.outputWidth() - 1) * window.stride()
            + ConvGeometry.SIZE
            - window.left()
            - window.inputWidth();
    return new int[] {window.top(), window.left(), Math.max(bottom, 0), Math.max(right, 0)};
  }

  private String fresh() {
    return "v" + values++;
  }

  private String tensor(String name, float[] values, int... dimensions) {
    ProtoWriter tensor = new ProtoWriter();
    for (int dimension : dimensions) {
      tensor.number(1, dimension);
    }
    tensor.number(2, FLOAT).text(8, name).bytes(9, ProtoWriter.littleEndian(values));
    graph.message(5, tensor);
    return name;
  }

  private String node(
      String operator, List<String> inputs, String output, ProtoWriter... attributes) {
    ProtoWriter node = new ProtoWriter();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, operator);
    for (ProtoWriter attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    return output;
  }

  private static ProtoWriter number(String name, int value) {
    return new ProtoWriter().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
  }

  private static ProtoWriter numbers(String name, int... values) {
    ProtoWriter attribute = new ProtoWriter().text(1, name);
    for (int value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, ATTRIBUTE_INTS);
  }

  private static ProtoWriter value(String name, int... dimensions) {
    ProtoWriter shape = new ProtoWriter();
    for (int dimension : dimensions) {
      shape.message(1, new ProtoWriter().number(1, dimension));
    }
    ProtoWriter tensor = new ProtoWriter().number(1, FLOAT).message(2, shape);
    return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
  }
}
