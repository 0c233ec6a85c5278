package io.flinkmobilenet.protocol;

/**
 * A part of a model's canonical artifact. Two chunks are equal only if they share their array.
 *
 * @param digest digest of the whole artifact
 * @param index position in the artifact, from 0
 * @param data at most {@link #LARGEST} bytes; not copied
 */
public record Chunk(String digest, int index, byte[] data) implements ModelMessage {
  /** Length of every chunk but the last, in bytes; it is within Kafka's default limits. */
  public static final int LARGEST = 512 << 10;

  /** Checks the syntax of the digest, the index and the length. */
  public Chunk {
    Digest.check(digest);
    if (index < 0 || index > Integer.MAX_VALUE / LARGEST) {
      throw new IllegalArgumentException(
          "chunk index: expected 0 to %d, found %d".formatted(Integer.MAX_VALUE / LARGEST, index));
    }
    if (data.length < 1 || data.length > LARGEST) {
      throw new IllegalArgumentException(
          "chunk: expected 1 to %d bytes, found %d".formatted(LARGEST, data.length));
    }
  }

  /** Returns the number of chunks of an artifact of the given length. */
  public static long countOf(long bytes) {
    return bytes / LARGEST + (bytes % LARGEST == 0 ? 0 : 1);
  }
}
