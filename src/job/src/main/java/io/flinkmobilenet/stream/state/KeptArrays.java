package io.flinkmobilenet.stream.state;

/**
 * Arrays that each record uses again, after the record before it is no longer in use. Arrays that
 * only unusually large records need are not kept. Not thread-safe.
 */
final class KeptArrays implements ByteArrays {
  private static final int MOST_KEPT = 1 << 20;
  private static final int MOST_NUMBERS = 8;

  private byte[] growing = new byte[0];
  private final byte[][] exact = new byte[MOST_NUMBERS][];

  @Override
  public byte[] atLeast(int length) {
    if (length > MOST_KEPT) {
      return new byte[length];
    }
    if (growing.length < length) {
      growing = new byte[Math.min(MOST_KEPT, length + length / 2)];
    }
    return growing;
  }

  @Override
  public byte[] exactly(int number, int length) {
    if (length > MOST_KEPT || number >= MOST_NUMBERS) {
      return new byte[length];
    }
    if (exact[number] == null || exact[number].length != length) {
      exact[number] = new byte[length];
    }
    return exact[number];
  }
}
