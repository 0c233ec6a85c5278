package io.flinkmobilenet.training;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.weights.ElementDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Converts floats to stored elements. */
final class Elements {
  private static final int FRACTION_BITS = 10;
  private static final int LEAST_EXPONENT = -14;
  private static final float LARGEST_HALF = 65504;

  private Elements() {}

  /**
   * Converts to the nearest elements of a type, little-endian.
   *
   * @throws IllegalArgumentException if a value exceeds the type, or the type is neither F32 nor
   *     F16
   */
  static ByteBuffer encode(float[] values, DType dtype) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (dtype) {
        case F32 -> bytes.putFloat(value);
        case F16 -> bytes.putShort(half(value));
        default -> throw new IllegalArgumentException("weights are not written as " + dtype);
      }
    }
    bytes.flip();
    requireNear(values, ElementDecoder.decode(bytes, dtype));
    return bytes;
  }

  /** IEEE 754 binary16, ties to even; {@code Float.floatToFloat16} exists from JDK 20 on. */
  private static short half(float value) {
    float size = Math.abs(value);
    if (!(Math.rint(size) <= LARGEST_HALF)) {
      throw new IllegalArgumentException("expected a value that fits F16, found " + value);
    }
    int exponent = Math.max(Math.getExponent(size), LEAST_EXPONENT);
    // Units of the last place, including the leading one of normal numbers, so that rounding up
    // carries into the exponent.
    int units = (int) Math.rint(Math.scalb((double) size, FRACTION_BITS - exponent));
    int bits = (exponent - LEAST_EXPONENT << FRACTION_BITS) + units;
    return (short) (value < 0 ? bits | 0x8000 : bits);
  }

  /** Checks with the product's own decoder that the stored values are near the given ones. */
  private static void requireNear(float[] values, float[] stored) {
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i] - stored[i]) <= 0x1p-11 * Math.abs(values[i]) + 0x1p-25)) {
        throw new IllegalStateException("wrote " + stored[i] + " for " + values[i]);
      }
    }
  }
}
