package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.weights.MalformedWeightsException;
import java.nio.ByteBuffer;

/**
 * An attribute of a node: whichever of its values the file gives.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto,
 *     AttributeProto</a>
 */
final class AttributeProto {
  private final LongList numbers = new LongList();
  private final LongList floatBits = new LongList();
  private String name = "";
  private Float real;
  private Long number;
  private String text;
  private TensorProto tensor;

  private AttributeProto() {}

  static AttributeProto parse(ByteBuffer message, String where) throws MalformedWeightsException {
    AttributeProto attribute = new AttributeProto();
    ProtoCursor cursor = new ProtoCursor(message, where + ": attribute");
    while (cursor.next()) {
      switch (cursor.field()) {
        case 1 -> attribute.name = cursor.text();
        case 2 -> attribute.real = cursor.real();
        case 3 -> attribute.number = cursor.number();
        case 4 -> attribute.text = cursor.text();
        case 5 -> attribute.tensor = TensorProto.parse(cursor.bytes(), where);
        case 7 -> attribute.addFloats(cursor.fixed());
        case 8 -> cursor.numbers(attribute.numbers::add);
        default -> {
          // Skipped: graphs, texts and types, which no supported operator has.
        }
      }
    }
    return attribute;
  }

  private void addFloats(ByteBuffer floats) {
    while (floats.remaining() >= Float.BYTES) {
      floatBits.add(floats.getInt());
    }
  }

  String name() {
    return name;
  }

  /** Returns the float, or null. */
  Float real() {
    return real;
  }

  /** Returns the whole number, or null. */
  Long number() {
    return number;
  }

  /** Returns the text, or null. */
  String text() {
    return text;
  }

  /** Returns the tensor, or null. */
  TensorProto tensor() {
    return tensor;
  }

  long[] numbers() {
    return numbers.toArray();
  }

  float[] floats() {
    float[] floats = new float[floatBits.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.intBitsToFloat((int) floatBits.get(i));
    }
    return floats;
  }
}
