package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.weights.MalformedWeightsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table in a FlatBuffers file. Every offset is checked before it is followed; offsets lead
 * forward and tables are read to the depth of the schema, so that no file can lead in a circle.
 *
 * @see <a href="https://flatbuffers.dev/internals/">FlatBuffers internals</a>
 */
final class FlatView {
  private static final int MAX_ITEMS = 1 << 16;

  private final ByteBuffer file;
  private final String where;
  private final int table;
  private final int fields;
  private final int fieldsEnd;

  private FlatView(ByteBuffer file, String where, int table) throws MalformedWeightsException {
    this.file = file;
    this.where = where;
    this.table = table;
    require(table, Integer.BYTES);
    long start = (long) table - file.getInt(table);
    if (start < 0 || start + 4 > file.limit()) {
      throw outside(start);
    }
    fields = (int) start;
    int length = file.getShort(fields) & 0xFFFF;
    require(fields, Math.max(4, length));
    fieldsEnd = fields + length;
  }

  /**
   * Returns the first table of a file.
   *
   * @param identifier the four characters that follow the first offset
   */
  static FlatView root(ByteBuffer bytes, String identifier, String where)
      throws MalformedWeightsException {
    ByteBuffer file = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (file.limit() < 8 || !identifier.equals(text(file.slice(4, 4)))) {
      throw new MalformedWeightsException(
          "%s: expected a FlatBuffers file %s, found %d bytes of something else"
              .formatted(where, identifier, file.limit()));
    }
    return new FlatView(file, where, target(file, 0, where));
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  private static int target(ByteBuffer file, int at, String where)
      throws MalformedWeightsException {
    long offset = file.getInt(at) & 0xFFFFFFFFL;
    if (offset < 4 || at + offset > file.limit() - 4) {
      throw new MalformedWeightsException(
          "%s: offset at byte %d: expected 4 to %d, found %d"
              .formatted(where, at, (long) file.limit() - 4 - at, offset));
    }
    return (int) (at + offset);
  }

  private void require(int at, long bytes) throws MalformedWeightsException {
    if (at < 0 || at + bytes > file.limit()) {
      throw outside(at + bytes);
    }
  }

  private MalformedWeightsException outside(long at) {
    return new MalformedWeightsException(
        "%s: table at byte %d: expected its parts in the file of %d bytes, found one at byte %d"
            .formatted(where, table, file.limit(), at));
  }

  /** Returns the place of a field, or -1 if it is omitted. */
  private int field(int slot, int bytes) throws MalformedWeightsException {
    int entry = fields + 4 + 2 * slot;
    if (entry + 2 > fieldsEnd) {
      return -1;
    }
    int offset = file.getShort(entry) & 0xFFFF;
    if (offset == 0) {
      return -1;
    }
    require(table + offset, bytes);
    return table + offset;
  }

  boolean has(int slot) throws MalformedWeightsException {
    return field(slot, 1) >= 0;
  }

  int octet(int slot) throws MalformedWeightsException {
    int at = field(slot, 1);
    return at < 0 ? 0 : file.get(at) & 0xFF;
  }

  int number(int slot, int other) throws MalformedWeightsException {
    int at = field(slot, Integer.BYTES);
    return at < 0 ? other : file.getInt(at);
  }

  long longNumber(int slot) throws MalformedWeightsException {
    int at = field(slot, Long.BYTES);
    return at < 0 ? 0 : file.getLong(at);
  }

  float real(int slot, float other) throws MalformedWeightsException {
    int at = field(slot, Float.BYTES);
    return at < 0 ? other : file.getFloat(at);
  }

  /** Returns another table, or null if it is omitted. */
  FlatView table(int slot) throws MalformedWeightsException {
    int at = field(slot, Integer.BYTES);
    return at < 0 ? null : new FlatView(file, where, target(file, at, where));
  }

  /** Returns the elements of a vector, not copied; empty if it is omitted. */
  ByteBuffer vector(int slot, int bytesEach) throws MalformedWeightsException {
    int at = field(slot, Integer.BYTES);
    if (at < 0) {
      return ByteBuffer.allocate(0);
    }
    int vector = target(file, at, where);
    long bytes = (file.getInt(vector) & 0xFFFFFFFFL) * bytesEach;
    require(vector, Integer.BYTES + bytes);
    return file.slice(vector + Integer.BYTES, (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns bytes anywhere in the file. */
  ByteBuffer bytes(long offset, long length) throws MalformedWeightsException {
    if (offset < 0 || length < 0 || offset > file.limit() || length > file.limit() - offset) {
      throw outside(offset);
    }
    return file.slice((int) offset, (int) length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns a text; empty if it is omitted. */
  String text(int slot) throws MalformedWeightsException {
    return text(vector(slot, 1));
  }

  int[] numbers(int slot) throws MalformedWeightsException {
    ByteBuffer vector = vector(slot, Integer.BYTES);
    int[] numbers = new int[few(vector.remaining() / Integer.BYTES)];
    vector.asIntBuffer().get(numbers);
    return numbers;
  }

  float[] floats(int slot) throws MalformedWeightsException {
    ByteBuffer vector = vector(slot, Float.BYTES);
    float[] floats = new float[few(vector.remaining() / Float.BYTES)];
    vector.asFloatBuffer().get(floats);
    return floats;
  }

  long[] longs(int slot) throws MalformedWeightsException {
    ByteBuffer vector = vector(slot, Long.BYTES);
    long[] longs = new long[few(vector.remaining() / Long.BYTES)];
    vector.asLongBuffer().get(longs);
    return longs;
  }

  /** Returns the tables of a vector. */
  List<FlatView> tables(int slot) throws MalformedWeightsException {
    int at = field(slot, Integer.BYTES);
    if (at < 0) {
      return List.of();
    }
    int count = few(vector(slot, Integer.BYTES).remaining() / Integer.BYTES);
    int first = target(file, at, where) + Integer.BYTES;
    List<FlatView> tables = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int entry = first + Integer.BYTES * i;
      tables.add(new FlatView(file, where, target(file, entry, where)));
    }
    return tables;
  }

  private int few(int count) throws MalformedWeightsException {
    if (count > MAX_ITEMS) {
      throw new MalformedWeightsException(
          "%s: table at byte %d: expected at most %d items, found %d"
              .formatted(where, table, MAX_ITEMS, count));
    }
    return count;
  }
}
