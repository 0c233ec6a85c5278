package io.flinkmobilenet.stream.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes texts and bytes for state and edges: a four-byte length first, -1 for null. */
final class Wire {
  private Wire() {}

  static void writeBytes(DataOutputView out, byte[] bytes) throws IOException {
    if (bytes == null) {
      out.writeInt(-1);
      return;
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Writes the first bytes of an array as {@link #writeBytes(DataOutputView, byte[])} does. */
  static void writeBytes(DataOutputView out, byte[] bytes, int length) throws IOException {
    out.writeInt(length);
    out.write(bytes, 0, length);
  }

  /** Reads the length of bytes that are not null. */
  static int readLength(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new IOException("expected a length of at least 0, found " + length);
    }
    return length;
  }

  static byte[] readBytes(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == -1) {
      return null;
    }
    if (length < 0) {
      throw new IOException("expected a length of at least -1, found " + length);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Does not use {@code writeUTF}, which refuses texts of more than 65,535 bytes. */
  static void writeText(DataOutputView out, String text) throws IOException {
    writeBytes(out, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  static void writeTexts(DataOutputView out, Map<String, String> texts) throws IOException {
    out.writeInt(texts.size());
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      writeText(out, entry.getKey());
      writeText(out, entry.getValue());
    }
  }

  static Map<String, String> readTexts(DataInputView in) throws IOException {
    int size = in.readInt();
    if (size == 0) {
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (int remaining = size; remaining > 0; remaining--) {
      texts.put(readText(in), readText(in));
    }
    return texts;
  }

  static String readText(DataInputView in) throws IOException {
    byte[] bytes = readBytes(in);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
