package io.flinkmobilenet.weights.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes ONNX files for tests, whole or deliberately wrong. */
final class OnnxBytes {
  static final int FLOAT = 1;
  static final int INT64 = 7;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  OnnxBytes number(int field, long value) {
    return write(() -> out.writeInt64(field, value));
  }

  OnnxBytes real(int field, float value) {
    return write(() -> out.writeFloat(field, value));
  }

  OnnxBytes bytes(int field, byte[] value) {
    return write(() -> out.writeBytes(field, ByteString.copyFrom(value)));
  }

  OnnxBytes text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  OnnxBytes message(int field, OnnxBytes message) {
    return bytes(field, message.toBytes());
  }

  private interface Writing {
    void run() throws IOException;
  }

  private OnnxBytes write(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] toBytes() {
    write(out::flush);
    return bytes.toByteArray();
  }

  /** Returns a model of a graph. */
  static byte[] model(int operatorSet, OnnxBytes graph) {
    return new OnnxBytes()
        .number(1, 8)
        .message(7, graph)
        .message(8, new OnnxBytes().text(1, "").number(2, operatorSet))
        .toBytes();
  }

  /** Returns a graph with an input {@code x} of some extents and an output {@code y}. */
  static OnnxBytes graph(long... extents) {
    return new OnnxBytes()
        .text(2, "g")
        .message(11, value("x", extents))
        .message(12, value("y", 1, 2));
  }

  static OnnxBytes value(String name, long... extents) {
    OnnxBytes shape = new OnnxBytes();
    for (long extent : extents) {
      shape.message(1, new OnnxBytes().number(1, extent));
    }
    OnnxBytes tensor = new OnnxBytes().number(1, FLOAT).message(2, shape);
    return new OnnxBytes().text(1, name).message(2, new OnnxBytes().message(1, tensor));
  }

  OnnxBytes node(String operator, List<String> inputs, String output, OnnxBytes... attributes) {
    OnnxBytes node = new OnnxBytes();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, "node_" + output).text(4, operator);
    for (OnnxBytes attribute : attributes) {
      node.message(5, attribute);
    }
    return message(1, node);
  }

  OnnxBytes floats(String name, float[] values, long... extents) {
    ByteBuffer data =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return message(5, tensor(name, FLOAT, extents).bytes(9, data.array()));
  }

  /** Adds a tensor of seeded values. */
  OnnxBytes weights(String name, long... extents) {
    int elements = 1;
    for (long extent : extents) {
      elements *= (int) extent;
    }
    float[] values = new float[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = (float) Math.sin(i * 0.7 + name.hashCode() % 17);
    }
    return floats(name, values, extents);
  }

  OnnxBytes integers(String name, long... values) {
    ByteBuffer data =
        ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asLongBuffer().put(values);
    return message(5, tensor(name, INT64, values.length).bytes(9, data.array()));
  }

  static OnnxBytes tensor(String name, int type, long... extents) {
    OnnxBytes tensor = new OnnxBytes();
    for (long extent : extents) {
      tensor.number(1, extent);
    }
    return tensor.number(2, type).text(8, name);
  }

  static OnnxBytes number(String name, long value) {
    return new OnnxBytes().text(1, name).number(3, value).number(20, 2);
  }

  static OnnxBytes real(String name, float value) {
    return new OnnxBytes().text(1, name).real(2, value).number(20, 1);
  }

  static OnnxBytes text(String name, String value) {
    return new OnnxBytes().text(1, name).text(4, value).number(20, 3);
  }

  static OnnxBytes numbers(String name, long... values) {
    OnnxBytes attribute = new OnnxBytes().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, 7);
  }

  /** A small network: convolution, ReLU, mean, dense layer. */
  static byte[] typical() {
    OnnxBytes graph =
        graph(1, 3, 4, 4)
            .weights("w", 4, 3, 3, 3)
            .weights("b", 4)
            .weights("v", 2, 4)
            .integers("shape", 1, -1)
            .node("Conv", List.of("x", "w", "b"), "a", numbers("pads", 1, 1, 1, 1))
            .node("Relu", List.of("a"), "r")
            .node("GlobalAveragePool", List.of("r"), "p")
            .node("Reshape", List.of("p", "shape"), "f")
            .node("Gemm", List.of("f", "v"), "y", number("transB", 1));
    return model(13, graph);
  }
}
