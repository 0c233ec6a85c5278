package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A part of an array of bytes.
 *
 * @param offset index of the first byte
 * @param length number of bytes
 */
public record ByteRange(int offset, int length) {
  void write(DataOutputView out) throws IOException {
    out.writeInt(offset);
    out.writeInt(length);
  }

  static ByteRange read(DataInputView in) throws IOException {
    return new ByteRange(in.readInt(), in.readInt());
  }
}
