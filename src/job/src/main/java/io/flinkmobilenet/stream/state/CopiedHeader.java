package io.flinkmobilenet.stream.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A header of an image's record that comes back on the record of its prediction or rejection.
 *
 * @param name name of the header
 * @param value bytes of the header; null if it has none
 */
public record CopiedHeader(String name, byte[] value) {
  static void writeAll(DataOutputView out, List<CopiedHeader> headers) throws IOException {
    out.writeByte(headers.size());
    for (CopiedHeader header : headers) {
      Wire.writeText(out, header.name);
      Wire.writeBytes(out, header.value);
    }
  }

  static List<CopiedHeader> readAll(DataInputView in) throws IOException {
    int count = in.readUnsignedByte();
    if (count == 0) {
      return List.of();
    }
    List<CopiedHeader> headers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      headers.add(new CopiedHeader(Wire.readText(in), Wire.readBytes(in)));
    }
    return headers;
  }
}
