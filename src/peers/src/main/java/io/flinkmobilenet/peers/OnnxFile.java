package io.flinkmobilenet.peers;

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

  private static final int OPERATOR_SET = 13;

  private final OnnxModel model = new OnnxModel(OPERATOR_SET);
  private final Function<String, Tensor> parameters;

  private String zero;
  private String six;

  private OnnxFile(Function<String, Tensor> parameters) {
    this.parameters = parameters;
  }

  static byte[] of(Network network, Function<String, Tensor> parameters) {
    return new OnnxFile(parameters).write(network);
  }

  private byte[] write(Network network) {
    zero = model.tensor(new float[] {0});
    six = model.tensor(new float[] {6});
    String value = INPUT;
    for (Block block : network.blocks()) {
      String blockInput = value;
      for (Layer layer : block.layers()) {
        value = layer(layer, value);
      }
      if (block.residual()) {
        value = model.node("Add", List.of(blockInput, value));
      }
    }
    model.named("Identity", List.of(value), OUTPUT);
    FeatureShape input = network.input();
    return model
        .input(INPUT, 1, input.channels(), input.height(), input.width())
        .output(OUTPUT, 1, network.output().channels())
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
      String flat = model.node("Flatten", List.of(input));
      Tensor weights = parameters.apply(dense.weights().name());
      Tensor bias = parameters.apply(dense.bias().name());
      String w = model.tensor(weights.values(), dense.filters(), dense.input().channels());
      String b = model.tensor(bias.values(), dense.filters());
      return model.node("Gemm", List.of(flat, w, b), OnnxModel.number("transB", 1));
    }
    return model.node("GlobalAveragePool", List.of(input));
  }

  /** A convolution; one without a window has a single weight per channel. */
  private String convolution(
      Layer.Normalised layer, ConvGeometry window, int groups, String input) {
    Folded folded = Folded.of(layer, parameters);
    int size = window == null ? 1 : ConvGeometry.SIZE;
    int count = folded.bias().length;
    int channels = folded.weights().length / count / size / size;
    String w = model.tensor(folded.weights(), count, channels, size, size);
    String b = model.tensor(folded.bias(), count);
    int stride = window == null ? 1 : window.stride();
    String sum =
        model.node(
            "Conv",
            List.of(input, w, b),
            OnnxModel.number("group", groups),
            OnnxModel.numbers("kernel_shape", size, size),
            OnnxModel.numbers("strides", stride, stride),
            OnnxModel.numbers("pads", window == null ? new int[4] : pads(window)));
    return layer.activation().kind() == Activation.Kind.RELU6
        ? model.node("Clip", List.of(sum, zero, six))
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
}
