package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.weights.MalformedWeightsException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An input or output of the graph.
 *
 * @param name its name
 * @param tensor whether it is a tensor
 * @param type element type, a number of TensorProto.DataType
 * @param extents extents; -1 for one that is a name or unknown
 */
record ValueInfo(String name, boolean tensor, int type, List<Long> extents) {
  static final long OPEN = -1;

  static ValueInfo parse(ByteBuffer message, String where) throws MalformedWeightsException {
    String name = "";
    ByteBuffer type = null;
    ProtoCursor cursor = new ProtoCursor(message, where + ": input or output");
    while (cursor.next()) {
      if (cursor.field() == 1) {
        name = cursor.text();
      } else if (cursor.field() == 2) {
        type = cursor.bytes();
      }
    }
    ByteBuffer tensor = type == null ? null : child(type, where);
    if (tensor == null) {
      return new ValueInfo(name, false, 0, List.of());
    }
    int element = 0;
    List<Long> extents = new ArrayList<>();
    ProtoCursor fields = new ProtoCursor(tensor, where + ": type");
    while (fields.next()) {
      if (fields.field() == 1) {
        element = (int) fields.number();
      } else if (fields.field() == 2) {
        addExtents(fields.bytes(), where, extents);
      }
    }
    return new ValueInfo(name, true, element, extents);
  }

  /** Returns the first field of a message, or null. */
  private static ByteBuffer child(ByteBuffer message, String where)
      throws MalformedWeightsException {
    ByteBuffer found = null;
    ProtoCursor cursor = new ProtoCursor(message, where + ": type");
    while (cursor.next()) {
      if (cursor.field() == 1) {
        found = cursor.bytes();
      }
    }
    return found;
  }

  private static void addExtents(ByteBuffer shape, String where, List<Long> extents)
      throws MalformedWeightsException {
    ProtoCursor cursor = new ProtoCursor(shape, where + ": shape");
    while (cursor.next()) {
      if (cursor.field() == 1) {
        long extent = OPEN;
        ProtoCursor dimension = new ProtoCursor(cursor.bytes(), where + ": dimension");
        while (dimension.next()) {
          if (dimension.field() == 1) {
            extent = dimension.number();
          }
        }
        // Exporters also write 0 and -1 for a dimension that is open.
        extents.add(extent == 0 ? OPEN : extent);
      }
    }
  }
}
