package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Position of a chunk.
 *
 * @param digest digest of the whole artifact
 * @param index position in the artifact, from 0
 */
public record ChunkKey(String digest, int index) {
  void write(DataOutputView out) throws IOException {
    Wire.writeText(out, digest);
    out.writeInt(index);
  }

  static ChunkKey read(DataInputView in) throws IOException {
    return new ChunkKey(Wire.readText(in), in.readInt());
  }

  // Written by hand: on JDK 17 a record's generated equals keeps the job's class loader alive.
  @Override
  public boolean equals(Object other) {
    return other instanceof ChunkKey that && index == that.index && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return 31 * digest.hashCode() + index;
  }
}
