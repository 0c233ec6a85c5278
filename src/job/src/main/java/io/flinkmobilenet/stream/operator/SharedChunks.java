package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ChunkKey;
import io.flinkmobilenet.protocol.ModelMessage;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one copy of every chunk for all subtasks of a job in a TaskManager. Each subtask has the
 * broadcast state on its heap; without sharing, a model of 14 MB would take 14 MB per subtask.
 */
final class SharedChunks {
  private static final Map<ChunkKey, WeakReference<Chunk>> CHUNKS = new HashMap<>();

  private SharedChunks() {}

  /** Returns the same message, with a chunk replaced by the object that other subtasks have. */
  static ModelMessage share(ModelMessage message) {
    return message instanceof Chunk chunk ? share(chunk) : message;
  }

  /** Returns the same chunk, as the object that other subtasks have. */
  static Chunk share(Chunk chunk) {
    ChunkKey key = new ChunkKey(chunk.digest(), chunk.index());
    synchronized (CHUNKS) {
      WeakReference<Chunk> reference = CHUNKS.get(key);
      Chunk known = reference == null ? null : reference.get();
      // Chunks with the same digest may have different bytes, because nothing is verified yet.
      if (known != null && Arrays.equals(known.data(), chunk.data())) {
        return known;
      }
      CHUNKS.values().removeIf(other -> other.get() == null);
      CHUNKS.put(key, new WeakReference<>(chunk));
      return chunk;
    }
  }
}
