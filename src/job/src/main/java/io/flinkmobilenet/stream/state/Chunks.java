package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ChunkKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes chunks and their keys for state and edges, field by field. */
final class Chunks {
  private Chunks() {}

  static void write(Chunk chunk, DataOutputView out) throws IOException {
    Wire.writeText(out, chunk.digest());
    out.writeInt(chunk.index());
    Wire.writeBytes(out, chunk.data());
  }

  static Chunk read(DataInputView in) throws IOException {
    return new Chunk(Wire.readText(in), in.readInt(), Wire.readBytes(in));
  }

  static void writeKey(ChunkKey key, DataOutputView out) throws IOException {
    Wire.writeText(out, key.digest());
    out.writeInt(key.index());
  }

  static ChunkKey readKey(DataInputView in) throws IOException {
    return new ChunkKey(Wire.readText(in), in.readInt());
  }
}
