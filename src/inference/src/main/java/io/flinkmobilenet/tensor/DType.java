package io.flinkmobilenet.tensor;

/** Element type of a stored tensor. */
public enum DType {
  /** IEEE 754 binary32. */
  F32(4),
  /** IEEE 754 binary16. */
  F16(2),
  /** The upper half of an IEEE 754 binary32. */
  BF16(2),
  /** Unsigned byte. */
  U8(1),
  /** Signed 64-bit integer, used by counters that are stored with the weights. */
  I64(8);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }
}
