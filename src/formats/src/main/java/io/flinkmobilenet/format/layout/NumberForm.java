package io.flinkmobilenet.format.layout;

import io.flinkmobilenet.weights.ElementDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntToDoubleFunction;

/** Forms of numbers in little-endian bytes. */
public enum NumberForm {
  /** IEEE 754 binary16. */
  F16(2, false),
  /** The upper half of an IEEE 754 binary32. */
  BF16(2, false),
  /** IEEE 754 binary32. */
  F32(4, false),
  /** IEEE 754 binary64. */
  F64(8, false),
  /** Unsigned whole number of 8 bits. */
  U8(1, true),
  /** Signed whole number of 8 bits. */
  I8(1, true),
  /** Unsigned whole number of 16 bits. */
  U16(2, true),
  /** Signed whole number of 16 bits. */
  I16(2, true),
  /** Unsigned whole number of 32 bits. */
  U32(4, true),
  /** Signed whole number of 32 bits. */
  I32(4, true),
  /** Whole number of 64 bits, read as a signed one. */
  I64(8, true);

  private final int bytes;
  private final boolean whole;

  NumberForm(int bytes, boolean whole) {
    this.bytes = bytes;
    this.whole = whole;
  }

  /** Returns the size of a number in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether the numbers are whole ones. */
  public boolean whole() {
    return whole;
  }

  /** Returns a function from a number's index in the bytes to its value. */
  public IntToDoubleFunction decoder(ByteBuffer bytes) {
    ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    return switch (this) {
      case F16 -> index -> ElementDecoder.halfToFloat(data.getShort(2 * index));
      case BF16 -> index -> Float.intBitsToFloat(data.getShort(2 * index) << 16);
      case F32 -> index -> data.getFloat(4 * index);
      case F64 -> index -> data.getDouble(8 * index);
      case U8 -> index -> data.get(index) & 0xFF;
      case I8 -> index -> data.get(index);
      case U16 -> index -> data.getShort(2 * index) & 0xFFFF;
      case I16 -> index -> data.getShort(2 * index);
      case U32 -> index -> data.getInt(4 * index) & 0xFFFFFFFFL;
      case I32 -> index -> data.getInt(4 * index);
      case I64 -> index -> data.getLong(8 * index);
    };
  }
}
