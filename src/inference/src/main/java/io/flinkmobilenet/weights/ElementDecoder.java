package io.flinkmobilenet.weights;

import io.flinkmobilenet.tensor.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Converts stored elements to floats. */
public final class ElementDecoder {
  private ElementDecoder() {}

  /**
   * Returns the elements as floats: exact for F32, F16, BF16 and U8 (NaN stays NaN), the nearest
   * float for I64.
   *
   * @param bytes little-endian elements, from its position to its limit; not changed
   */
  public static float[] decode(ByteBuffer bytes, DType dtype) {
    float[] values = new float[bytes.remaining() / dtype.bytes()];
    decode(bytes, dtype, values, 0);
    return values;
  }

  /**
   * Writes the same floats into an array.
   *
   * @param at index of the first one in the array
   */
  static void decode(ByteBuffer bytes, DType dtype, float[] to, int at) {
    ByteBuffer source = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    int count = source.remaining() / dtype.bytes();
    switch (dtype) {
      case F32 -> source.asFloatBuffer().get(to, at, count);
      case F16 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = halfToFloat(source.getShort(2 * i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = Float.intBitsToFloat(source.getShort(2 * i) << 16);
        }
      }
      case U8 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = source.get(i) & 0xFF;
        }
      }
      case I64 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = source.getLong(8 * i);
        }
      }
    }
  }

  /**
   * Returns the value of IEEE 754 binary16 bits: 1 sign, 5 exponent, 10 fraction. From JDK 20 on,
   * {@code Float.float16ToFloat} does the same.
   */
  public static float halfToFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >>> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    if (exponent == 0) {
      // Zero and subnormals are fraction x 2^-24, which a float represents exactly.
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * 0x1p-24f));
    }
    int widened = exponent == 0x1F ? 0xFF : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
  }
}
