package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.weights.MalformedWeightsException;
import java.nio.ByteBuffer;
import java.util.Map;

/** A pair of texts. */
final class StringEntry {
  private StringEntry() {}

  static Map.Entry<String, String> parse(ByteBuffer message, String where)
      throws MalformedWeightsException {
    String key = "";
    String value = "";
    ProtoCursor cursor = new ProtoCursor(message, where + ": entry");
    while (cursor.next()) {
      if (cursor.field() == 1) {
        key = cursor.text();
      } else if (cursor.field() == 2) {
        value = cursor.text();
      }
    }
    return Map.entry(key, value);
  }
}
