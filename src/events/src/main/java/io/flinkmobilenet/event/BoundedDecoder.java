package io.flinkmobilenet.event;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Decodes Avro's <a
 * href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">binary encoding</a>
 * from an array without trusting the lengths in it.
 *
 * <p>Avro's own decoder allocates whatever length a value declares. This decoder compares every
 * length and every number of items with the remaining bytes (an item of our schemas takes at least
 * one byte), so that a value of 20 bytes cannot make it allocate 2 GB.
 */
final class BoundedDecoder extends Decoder {
  private final ByteBuffer bytes;

  BoundedDecoder(byte[] value, int offset) {
    this.bytes =
        ByteBuffer.wrap(value, offset, value.length - offset).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Refuses bytes after the record. */
  void expectEnd() throws IOException {
    if (bytes.hasRemaining()) {
      throw new IOException(
          "expected the end at byte %d, found %d more bytes"
              .formatted(bytes.position(), bytes.remaining()));
    }
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    require(1, "a boolean");
    byte value = bytes.get();
    if (value != 0 && value != 1) {
      throw new IOException(
          "byte %d: expected 0 or 1, found %d".formatted(bytes.position() - 1, value));
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    int start = bytes.position();
    long value = readLong();
    if (value != (int) value) {
      throw new IOException("byte %d: expected a 32-bit int, found %d".formatted(start, value));
    }
    return (int) value;
  }

  /** Reads the variable-length zig-zag coding: 7 bits per byte, the least significant first. */
  @Override
  public long readLong() throws IOException {
    int start = bytes.position();
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(1, "a number");
      byte group = bytes.get();
      value |= (group & 0x7FL) << shift;
      if (group >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IOException("byte %d: expected a number of at most 10 bytes".formatted(start));
  }

  @Override
  public float readFloat() throws IOException {
    require(Float.BYTES, "a float");
    return bytes.getFloat();
  }

  @Override
  public double readDouble() throws IOException {
    require(Double.BYTES, "a double");
    return bytes.getDouble();
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public String readString() throws IOException {
    int start = bytes.position();
    ByteBuffer text = next("a string");
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("byte %d: expected UTF-8 text".formatted(start), e);
    }
  }

  @Override
  public void skipString() throws IOException {
    next("a string");
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    return next("bytes").asReadOnlyBuffer();
  }

  @Override
  public void skipBytes() throws IOException {
    next("bytes");
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    require(length, "a fixed");
    bytes.get(target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    require(length, "a fixed");
    bytes.position(bytes.position() + length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return blockCount();
  }

  @Override
  public long arrayNext() throws IOException {
    return blockCount();
  }

  @Override
  public long skipArray() throws IOException {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return blockCount();
  }

  @Override
  public long mapNext() throws IOException {
    return blockCount();
  }

  @Override
  public long skipMap() throws IOException {
    return skipBlocks();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  /** Returns the items of the next block; a negative count is followed by the length in bytes. */
  private long blockCount() throws IOException {
    long count = readLong();
    if (count < 0) {
      require(readLong(), "a block");
      count = -count;
    }
    require(count, "a block's items");
    return count;
  }

  /** Skips blocks with a length in bytes, up to the end or to a block without one. */
  private long skipBlocks() throws IOException {
    for (long count = readLong(); count != 0; count = readLong()) {
      if (count > 0) {
        require(count, "a block's items");
        return count;
      }
      long length = readLong();
      require(length, "a block");
      bytes.position(bytes.position() + (int) length);
    }
    return 0;
  }

  /** Returns a view of the array; its position is the index of the first byte. */
  private ByteBuffer next(String what) throws IOException {
    long length = readLong();
    require(length, what);
    int end = bytes.position() + (int) length;
    ByteBuffer view = bytes.duplicate().limit(end);
    bytes.position(end);
    return view;
  }

  private void require(long length, String what) throws IOException {
    if (length < 0 || length > bytes.remaining()) {
      throw new EOFException(
          "byte %d: expected %s of %d bytes or more, found %d bytes to the end"
              .formatted(bytes.position(), what, length, bytes.remaining()));
    }
  }
}
