package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.weights.ElementDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntToDoubleFunction;

/**
 * Types of elements, with their numbers in the format.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto,
 *     TensorProto.DataType</a>
 */
enum ElementType {
  FLOAT(1, 4, false),
  UINT8(2, 1, true),
  INT8(3, 1, true),
  UINT16(4, 2, true),
  INT16(5, 2, true),
  INT32(6, 4, true),
  INT64(7, 8, true),
  BOOL(9, 1, true),
  FLOAT16(10, 2, false),
  DOUBLE(11, 8, false),
  UINT32(12, 4, true),
  UINT64(13, 8, true),
  BFLOAT16(16, 2, false);

  private final int number;
  private final int bytes;
  private final boolean whole;

  ElementType(int number, int bytes, boolean whole) {
    this.number = number;
    this.bytes = bytes;
    this.whole = whole;
  }

  /** Returns the type with a number, or null. */
  static ElementType of(int number) {
    for (ElementType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    return null;
  }

  int bytes() {
    return bytes;
  }

  /** Returns whether elements are whole numbers. */
  boolean whole() {
    return whole;
  }

  /** Returns whether elements that are not raw bytes are stored as whole numbers. */
  boolean numbered() {
    return this != FLOAT && this != DOUBLE;
  }

  /** Returns a function from an element's index to its value in little-endian bytes. */
  IntToDoubleFunction decoder(ByteBuffer bytes) {
    ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    return switch (this) {
      case FLOAT -> index -> data.getFloat(4 * index);
      case DOUBLE -> index -> data.getDouble(8 * index);
      case FLOAT16 -> index -> ElementDecoder.halfToFloat(data.getShort(2 * index));
      case BFLOAT16 -> index -> Float.intBitsToFloat(data.getShort(2 * index) << 16);
      case UINT8, BOOL -> index -> data.get(index) & 0xFF;
      case INT8 -> index -> data.get(index);
      case UINT16 -> index -> data.getShort(2 * index) & 0xFFFF;
      case INT16 -> index -> data.getShort(2 * index);
      case INT32 -> index -> data.getInt(4 * index);
      case UINT32 -> index -> data.getInt(4 * index) & 0xFFFFFFFFL;
      case INT64, UINT64 -> index -> data.getLong(8 * index);
    };
  }

  /** Returns the same for floats of 16 bits whose bits are whole numbers. */
  IntToDoubleFunction bits(LongList numbers) {
    return this == FLOAT16
        ? index -> ElementDecoder.halfToFloat((short) numbers.get(index))
        : index -> Float.intBitsToFloat((int) numbers.get(index) << 16);
  }
}
