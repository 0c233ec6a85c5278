package io.flinkmobilenet.peers;

import com.google.flatbuffers.FlatBufferBuilder;

/**
 * Writes tables of a FlatBuffers file: fields are given in the order of the schema, null for an
 * omitted field.
 */
final class FlatTable {
  private FlatTable() {}

  /** A field's value. */
  @FunctionalInterface
  interface Field {
    void add(FlatBufferBuilder file, int slot);
  }

  static Field octet(int value) {
    return (file, slot) -> file.addByte(slot, (byte) value, 0);
  }

  static Field number(int value) {
    return (file, slot) -> file.addInt(slot, value, 0);
  }

  static Field real(double value) {
    return (file, slot) -> file.addFloat(slot, (float) value, 0);
  }

  /** A reference to a string, table or vector that was written before. */
  static Field offset(int value) {
    return (file, slot) -> file.addOffset(slot, value, 0);
  }

  static int write(FlatBufferBuilder file, Field... fields) {
    file.startTable(fields.length);
    for (int slot = 0; slot < fields.length; slot++) {
      if (fields[slot] != null) {
        fields[slot].add(file, slot);
      }
    }
    return file.endTable();
  }

  static int numbers(FlatBufferBuilder file, int... values) {
    file.startVector(Integer.BYTES, values.length, Integer.BYTES);
    for (int i = values.length - 1; i >= 0; i--) {
      file.addInt(values[i]);
    }
    return file.endVector();
  }
}
