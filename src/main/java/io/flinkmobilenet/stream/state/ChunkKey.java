package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The place of a chunk.
 *
 * @param digest of the whole artifact
 * @param index from 0
 */
public record ChunkKey(String digest, int index) {
  void write(DataOutputView out) throws IOException {
    Wire.writeText(out, digest);
    out.writeInt(index);
  }

  static ChunkKey read(DataInputView in) throws IOException {
    return new ChunkKey(Wire.readText(in), in.readInt());
  }
}
