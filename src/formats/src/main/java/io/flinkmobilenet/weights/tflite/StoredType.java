package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.layout.NumberForm;
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
  FLOAT32(0, NumberForm.F32),
  FLOAT16(1, NumberForm.F16),
  INT32(2, NumberForm.I32),
  UINT8(3, NumberForm.U8),
  INT64(4, NumberForm.I64),
  BOOL(6, NumberForm.U8),
  INT16(7, NumberForm.I16),
  INT8(9, NumberForm.I8),
  FLOAT64(10, NumberForm.F64),
  BFLOAT16(18, NumberForm.BF16);

  private final int number;
  private final NumberForm form;

  StoredType(int number, NumberForm form) {
    this.number = number;
    this.form = form;
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
    return form.bytes();
  }

  boolean whole() {
    return form.whole();
  }

  /** Returns a function from an element's index to its value in little-endian bytes. */
  IntToDoubleFunction decoder(ByteBuffer data) {
    return form.decoder(data);
  }
}
