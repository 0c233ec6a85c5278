package io.flinkmobilenet.peers;

import java.util.List;

/**
 * Writes an ONNX model node by node.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>, whose field
 *     numbers these are
 */
final class OnnxModel {
  private static final int IR_VERSION = 8;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int ATTRIBUTE_FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_STRING = 3;
  private static final int ATTRIBUTE_INTS = 7;

  private final ProtoWriter graph = new ProtoWriter();
  private final int operatorSet;
  private int values;

  OnnxModel(int operatorSet) {
    this.operatorSet = operatorSet;
  }

  byte[] toBytes() {
    graph.text(2, "network");
    return new ProtoWriter()
        .number(1, IR_VERSION)
        .message(8, new ProtoWriter().text(1, "").number(2, operatorSet))
        .message(7, graph)
        .toBytes();
  }

  OnnxModel input(String name, int... dimensions) {
    graph.message(11, value(name, dimensions));
    return this;
  }

  OnnxModel output(String name, int... dimensions) {
    graph.message(12, value(name, dimensions));
    return this;
  }

  /** Adds a tensor of floats and returns its name. */
  String tensor(float[] values, int... dimensions) {
    String name = fresh();
    graph.message(5, tensor(name, FLOAT, ProtoWriter.littleEndian(values), dimensions));
    return name;
  }

  /** Adds a list of integers and returns its name. */
  String integers(long... numbers) {
    String name = fresh();
    byte[] bytes = ProtoWriter.littleEndian(numbers);
    graph.message(5, tensor(name, INT64, bytes, numbers.length));
    return name;
  }

  /** Adds a node with one output of a new name, and returns that name. */
  String node(String operator, List<String> inputs, ProtoWriter... attributes) {
    return named(operator, inputs, fresh(), attributes);
  }

  /** Adds a node with one output, and returns the output's name. */
  String named(String operator, List<String> inputs, String output, ProtoWriter... attributes) {
    ProtoWriter node = new ProtoWriter();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, operator);
    for (ProtoWriter attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    return output;
  }

  private String fresh() {
    return "v" + values++;
  }

  private static ProtoWriter tensor(String name, int type, byte[] data, int... dimensions) {
    ProtoWriter tensor = new ProtoWriter();
    for (int dimension : dimensions) {
      tensor.number(1, dimension);
    }
    return tensor.number(2, type).text(8, name).bytes(9, data);
  }

  static ProtoWriter real(String name, double value) {
    return new ProtoWriter().text(1, name).real(2, (float) value).number(20, ATTRIBUTE_FLOAT);
  }

  static ProtoWriter number(String name, int value) {
    return new ProtoWriter().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
  }

  static ProtoWriter text(String name, String value) {
    return new ProtoWriter().text(1, name).text(4, value).number(20, ATTRIBUTE_STRING);
  }

  static ProtoWriter numbers(String name, int... values) {
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
