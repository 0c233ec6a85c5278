package io.flinkmobilenet.weights;

import io.flinkmobilenet.tensor.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** The bytes of a file in one or more arrays, less than 2 GiB in all. Immutable. */
public final class ByteSegments {
  private final byte[][] segments;

  /** Index of the first byte of each array, and of the end. */
  private final int[] starts;

  /**
   * Creates a file from its parts.
   *
   * @param segments the parts in their order; not copied, must not change afterwards
   * @throws ArithmeticException if there are 2 GiB or more
   */
  public ByteSegments(List<byte[]> segments) {
    this.segments = segments.stream().filter(part -> part.length > 0).toArray(byte[][]::new);
    starts = new int[this.segments.length + 1];
    for (int i = 0; i < this.segments.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], this.segments[i].length);
    }
  }

  /** Creates a file from a single array, which is not copied. */
  public static ByteSegments of(byte[] file) {
    return new ByteSegments(List.of(file));
  }

  /** Returns the number of bytes. */
  public int length() {
    return starts[segments.length];
  }

  /** Returns all bytes: not copied if they are in a single array. */
  public byte[] toArray() {
    return segments.length == 1 ? segments[0] : copied(0, length()).array();
  }

  /**
   * Returns a part of the file, read-only and little-endian. It is copied only if it is in more
   * than one array.
   *
   * @param from index of the first byte
   * @param count number of bytes
   */
  public ByteBuffer slice(int from, int count) {
    if (count == 0) {
      return ByteBuffer.allocate(0);
    }
    int segment = segment(from);
    ByteBuffer part =
        from + count <= starts[segment + 1]
            ? ByteBuffer.wrap(segments[segment], from - starts[segment], count).slice()
            : copied(from, count);
    return part.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Decodes elements to floats, as {@link ElementDecoder} does.
   *
   * @param from index of the first byte
   * @param to gets the elements, from its beginning
   * @param count number of elements
   */
  public void decode(int from, DType dtype, float[] to, int count) {
    int done = 0;
    while (done < count) {
      int at = from + done * dtype.bytes();
      int whole = (starts[segment(at) + 1] - at) / dtype.bytes();
      // An element that is in two arrays is copied by itself.
      int next = Math.min(Math.max(whole, 1), count - done);
      ElementDecoder.decode(slice(at, next * dtype.bytes()), dtype, to, done);
      done += next;
    }
  }

  /** Adds all bytes to a digest. */
  public void addTo(MessageDigest digest) {
    for (byte[] segment : segments) {
      digest.update(segment);
    }
  }

  /** Returns the index of the first byte that differs from these, or -1 if the file begins so. */
  public int mismatch(byte[] beginning) {
    int compared = Math.min(beginning.length, length());
    for (int i = 0; i < segments.length && starts[i] < compared; i++) {
      int end = Math.min(starts[i + 1], compared);
      int found = Arrays.mismatch(segments[i], 0, end - starts[i], beginning, starts[i], end);
      if (found >= 0) {
        return starts[i] + found;
      }
    }
    return compared < beginning.length ? compared : -1;
  }

  private int segment(int index) {
    int found = Arrays.binarySearch(starts, index);
    return found >= 0 ? found : -found - 2;
  }

  private ByteBuffer copied(int from, int count) {
    ByteBuffer copy = ByteBuffer.allocate(count);
    int at = from;
    while (copy.hasRemaining()) {
      int segment = segment(at);
      int length = Math.min(copy.remaining(), starts[segment + 1] - at);
      copy.put(segments[segment], at - starts[segment], length);
      at += length;
    }
    return copy.flip();
  }
}
