package io.flinkmobilenet.peers;

import static io.flinkmobilenet.peers.FlatTable.number;
import static io.flinkmobilenet.peers.FlatTable.octet;
import static io.flinkmobilenet.peers.FlatTable.offset;

import com.google.flatbuffers.FlatBufferBuilder;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.network.Block;
import io.flinkmobilenet.network.Layer;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A network as a TensorFlow Lite model: with folded normalisation and ReLU6; the input is {@code
 * [1][H][W][3]} in the layout of the first convolution, the output are the logits. Only
 * TensorFlow's padding is supported.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">schema.fbs</a>,
 *     whose field numbers these are
 */
final class TfLiteFile {
  private static final int VERSION = 3;
  private static final int RELU6 = 3;

  /** Alignment of weights that readers expect, bytes. */
  private static final int ALIGNMENT = 16;

  /** Operators and the types of their options, with the numbers of the schema. */
  private enum Operator {
    ADD(0, 11),
    AVERAGE_POOL(1, 5),
    CONVOLUTION(3, 1),
    DEPTHWISE(4, 2),
    FULLY_CONNECTED(9, 8);

    private final int code;
    private final int options;

    Operator(int code, int options) {
      this.code = code;
      this.options = options;
    }
  }

  private final FlatBufferBuilder file = new FlatBufferBuilder(1 << 24);
  private final Function<String, Tensor> parameters;
  private final List<Integer> tensors = new ArrayList<>();
  private final List<Integer> buffers = new ArrayList<>();
  private final List<Integer> operators = new ArrayList<>();

  private TfLiteFile(Function<String, Tensor> parameters) {
    this.parameters = parameters;
  }

  static byte[] of(Network network, Function<String, Tensor> parameters) {
    return new TfLiteFile(parameters).write(network);
  }

  private byte[] write(Network network) {
    // Buffer 0 belongs to all tensors without data.
    buffers.add(table());
    int input = map(network.input());
    int value = input;
    for (Block block : network.blocks()) {
      int blockInput = value;
      for (Layer layer : block.layers()) {
        value = layer(layer, value);
      }
      if (block.residual()) {
        value = operator(Operator.ADD, table(), block.output(), blockInput, value);
      }
    }
    int graph =
        table(tables(tensors), offset(numbers(input)), offset(numbers(value)), tables(operators));
    List<Integer> codes = new ArrayList<>();
    for (Operator operator : Operator.values()) {
      codes.add(table(octet(operator.code), null, number(1), number(operator.code)));
    }
    int model =
        table(number(VERSION), tables(codes), tables(List.of(graph)), null, tables(buffers));
    file.finish(model, "TFL3");
    return file.sizedByteArray();
  }

  private int layer(Layer layer, int input) {
    if (layer instanceof Layer.Convolution convolution) {
      return convolution(convolution, ConvGeometry.SIZE, convolution.stride(), input);
    }
    if (layer instanceof Layer.Pointwise pointwise) {
      return convolution(pointwise, 1, 1, input);
    }
    if (layer instanceof Layer.Depthwise depthwise) {
      Folded folded = Folded.of(depthwise, parameters);
      int channels = depthwise.input().channels();
      // [C][3][3] as [3][3][C].
      float[] moved = new Folded(folded.weights(), new float[1]).channelsLast(channels);
      int stride = depthwise.stride();
      int options =
          table(octet(0), number(stride), number(stride), number(1), activation(depthwise));
      return operator(
          Operator.DEPTHWISE,
          options,
          depthwise.output(),
          input,
          tensor(moved, 1, ConvGeometry.SIZE, ConvGeometry.SIZE, channels),
          tensor(folded.bias(), channels));
    }
    if (layer instanceof Layer.Dense dense) {
      int weights =
          tensor(
              parameters.apply(dense.weights().name()).values(),
              dense.filters(),
              dense.input().channels());
      int bias = tensor(parameters.apply(dense.bias().name()).values(), dense.filters());
      return operator(Operator.FULLY_CONNECTED, table(), dense.output(), input, weights, bias);
    }
    FeatureShape shape = layer.input();
    int options =
        table(octet(1), number(1), number(1), number(shape.width()), number(shape.height()));
    return operator(Operator.AVERAGE_POOL, options, layer.output(), input);
  }

  private int convolution(Layer.Normalised layer, int size, int stride, int input) {
    Folded folded = Folded.of(layer, parameters);
    int channels = layer.input().channels();
    int options = table(octet(0), number(stride), number(stride), activation(layer));
    return operator(
        Operator.CONVOLUTION,
        options,
        layer.output(),
        input,
        tensor(folded.channelsLast(channels), folded.bias().length, size, size, channels),
        tensor(folded.bias(), folded.bias().length));
  }

  private static FlatTable.Field activation(Layer.Normalised layer) {
    return switch (layer.activation().kind()) {
      case LINEAR -> octet(0);
      case RELU6 -> octet(RELU6);
      default -> throw new IllegalArgumentException("activation " + layer.activation().title());
    };
  }

  private int operator(Operator operator, int options, FeatureShape output, int... inputs) {
    int result = map(output);
    operators.add(
        table(
            number(operator.ordinal()),
            offset(numbers(inputs)),
            offset(numbers(result)),
            octet(operator.options),
            offset(options)));
    return result;
  }

  private int map(FeatureShape shape) {
    return tensor(null, 1, shape.height(), shape.width(), shape.channels());
  }

  /** A tensor with weights or without data. */
  private int tensor(float[] values, int... shape) {
    int buffer = 0;
    if (values != null) {
      buffer = buffers.size();
      byte[] bytes = ProtoWriter.littleEndian(values);
      file.createUnintializedVector(1, bytes.length, ALIGNMENT).put(bytes);
      buffers.add(table(offset(file.endVector())));
    }
    int name = file.createString("t" + tensors.size());
    tensors.add(table(offset(numbers(shape)), octet(0), number(buffer), offset(name)));
    return tensors.size() - 1;
  }

  private int table(FlatTable.Field... fields) {
    return FlatTable.write(file, fields);
  }

  private int numbers(int... values) {
    return FlatTable.numbers(file, values);
  }

  private FlatTable.Field tables(List<Integer> tables) {
    return offset(file.createVectorOfTables(tables.stream().mapToInt(Integer::intValue).toArray()));
  }
}
