package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.weights.ElementDecoder;
import java.nio.ByteBuffer;
import java.util.function.IntToDoubleFunction;

/**
 * Types of elements, with their numbers in the schema.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">schema.fbs,
 *     TensorType</a>
 */
enum StoredType {
  FLOAT32(0, 4, false),
  FLOAT16(1, 2, false),
  INT32(2, 4, true),
  UINT8(3, 1, true),
  INT64(4, 8, true),
  BOOL(6, 1, true),
  INT16(7, 2, true),
  INT8(9, 1, true),
  FLOAT64(10, 8, false),
  BFLOAT16(18, 2, false);

  private final int number;
  private final int bytes;
  private final boolean whole;

  StoredType(int number, int bytes, boolean whole) {
    this.number = number;
    this.bytes = bytes;
    this.whole = whole;
  }

  /** Returns the type with a number, or null. */
  static StoredType of(int number) {
    for (StoredType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    return null;
  }

  int bytes() {
    return bytes;
  }

  boolean whole() {
    return whole;
  }

  /** Returns a function from an element's index to its value in little-endian bytes. */
  IntToDoubleFunction decoder(ByteBuffer data) {
    return switch (this) {
      case FLOAT32 -> index -> data.getFloat(4 * index);
      case FLOAT64 -> index -> data.getDouble(8 * index);
      case FLOAT16 -> index -> ElementDecoder.halfToFloat(data.getShort(2 * index));
      case BFLOAT16 -> index -> Float.intBitsToFloat(data.getShort(2 * index) << 16);
      case UINT8, BOOL -> index -> data.get(index) & 0xFF;
      case INT8 -> index -> data.get(index);
      case INT16 -> index -> data.getShort(2 * index);
      case INT32 -> index -> data.getInt(4 * index);
      case INT64 -> index -> data.getLong(8 * index);
    };
  }
}
