package io.flinkmobilenet.peers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one message in Protocol Buffers' wire format.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  /** Longest part that is copied; longer ones are kept as they are until the end. */
  private static final int SHORT = 1 << 16;

  /** All bytes before those of {@link #out}. */
  private final List<byte[]> parts = new ArrayList<>();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtoWriter number(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  ProtoWriter real(int field, float value) {
    varint((long) field << 3 | FIXED32);
    out.writeBytes(littleEndian(value));
    return this;
  }

  ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoWriter message(int field, ProtoWriter message) {
    varint((long) field << 3 | LENGTH);
    varint(message.length());
    message.parts.forEach(this::append);
    append(message.out.toByteArray());
    return this;
  }

  ProtoWriter bytes(int field, byte[] value) {
    varint((long) field << 3 | LENGTH);
    varint(value.length);
    append(value);
    return this;
  }

  private void append(byte[] part) {
    if (part.length <= SHORT) {
      out.writeBytes(part);
    } else {
      parts.add(out.toByteArray());
      parts.add(part);
      out.reset();
    }
  }

  private long length() {
    return parts.stream().mapToLong(part -> part.length).sum() + out.size();
  }

  byte[] toBytes() {
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length()));
    parts.forEach(all::put);
    return all.put(out.toByteArray()).array();
  }

  static byte[] littleEndian(float... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  static byte[] littleEndian(long... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(values);
    return buffer.array();
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
