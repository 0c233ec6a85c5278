package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.weights.MalformedWeightsException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * A tensor as a file stores it, not yet checked.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto, TensorProto</a>
 */
final class TensorProto {
  private static final int DIMS = 1;
  private static final int DATA_TYPE = 2;
  private static final int FLOAT_DATA = 4;
  private static final int INT32_DATA = 5;
  private static final int INT64_DATA = 7;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int DOUBLE_DATA = 10;
  private static final int UINT64_DATA = 11;
  private static final int EXTERNAL_DATA = 13;
  private static final int DATA_LOCATION = 14;

  private final LongList dims = new LongList();
  private final LongList numbers = new LongList();
  private final Map<String, String> external = new HashMap<>();
  private String name = "";
  private int type;
  private ByteBuffer raw;
  private ByteBuffer typed;
  private ByteArrayOutputStream joined;
  private boolean outside;

  private TensorProto() {}

  static TensorProto parse(ByteBuffer message, String where) throws MalformedWeightsException {
    TensorProto tensor = new TensorProto();
    ProtoCursor cursor = new ProtoCursor(message, where + ": tensor");
    while (cursor.next()) {
      tensor.field(cursor, where);
    }
    return tensor;
  }

  private void field(ProtoCursor cursor, String where) throws MalformedWeightsException {
    switch (cursor.field()) {
      case DIMS -> cursor.numbers(dims::add);
      case DATA_TYPE -> type = (int) cursor.number();
      case NAME -> name = cursor.text();
      case RAW_DATA -> raw = cursor.bytes();
      case FLOAT_DATA, DOUBLE_DATA -> append(cursor.fixed());
      case INT32_DATA, INT64_DATA, UINT64_DATA -> cursor.numbers(numbers::add);
      case EXTERNAL_DATA -> {
        Map.Entry<String, String> entry = StringEntry.parse(cursor.bytes(), where);
        external.put(entry.getKey(), entry.getValue());
      }
      case DATA_LOCATION -> outside = cursor.number() == 1;
      default -> {
        // Skipped: documentation, segments and texts.
      }
    }
  }

  /** Packed numbers come as one piece, which is not copied. */
  private void append(ByteBuffer piece) {
    if (typed == null) {
      typed = piece;
      return;
    }
    if (joined == null) {
      joined = new ByteArrayOutputStream();
      write(typed);
    }
    write(piece);
  }

  private void write(ByteBuffer piece) {
    joined.write(piece.array(), piece.arrayOffset(), piece.remaining());
  }

  String name() {
    return name;
  }

  int type() {
    return type;
  }

  LongList dims() {
    return dims;
  }

  /** Returns whole numbers that are stored one by one. */
  LongList numbers() {
    return numbers;
  }

  /** Returns the bytes of all elements, or null if there are none. */
  ByteBuffer raw() {
    return raw;
  }

  /** Returns the bytes of floats or doubles that are stored as numbers, or null. */
  ByteBuffer typed() {
    return joined == null
        ? typed
        : ByteBuffer.wrap(joined.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns whether the elements are in another file. */
  boolean outside() {
    return outside;
  }

  Map<String, String> external() {
    return external;
  }
}
