package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.NumberForm;
import io.flinkmobilenet.weights.ElementDecoder;
import java.nio.ByteBuffer;
import java.util.function.IntToDoubleFunction;

/**
 * Types of elements, with their numbers in the format.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto,
 *     TensorProto.DataType</a>
 */
enum ElementType {
  FLOAT(1, NumberForm.F32),
  UINT8(2, NumberForm.U8),
  INT8(3, NumberForm.I8),
  UINT16(4, NumberForm.U16),
  INT16(5, NumberForm.I16),
  INT32(6, NumberForm.I32),
  INT64(7, NumberForm.I64),
  BOOL(9, NumberForm.U8),
  FLOAT16(10, NumberForm.F16),
  DOUBLE(11, NumberForm.F64),
  UINT32(12, NumberForm.U32),
  UINT64(13, NumberForm.I64),
  BFLOAT16(16, NumberForm.BF16);

  private final int number;
  private final NumberForm form;

  ElementType(int number, NumberForm form) {
    this.number = number;
    this.form = form;
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
    return form.bytes();
  }

  /** Returns whether elements are whole numbers. */
  boolean whole() {
    return form.whole();
  }

  /** Returns whether elements that are not raw bytes are stored as whole numbers. */
  boolean numbered() {
    return this != FLOAT && this != DOUBLE;
  }

  /** Returns a function from an element's index to its value in little-endian bytes. */
  IntToDoubleFunction decoder(ByteBuffer data) {
    return form.decoder(data);
  }

  /** Returns the same for floats of 16 bits whose bits are whole numbers. */
  IntToDoubleFunction bits(LongList numbers) {
    return this == FLOAT16
        ? index -> ElementDecoder.halfToFloat((short) numbers.get(index))
        : index -> Float.intBitsToFloat((int) numbers.get(index) << 16);
  }
}
