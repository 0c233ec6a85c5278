package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.Chunk;
import io.flinkmobilenet.stream.state.ChunkKey;
import io.flinkmobilenet.stream.state.ModelMessage;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One copy of every chunk for all subtasks of a TaskManager that belong to one job. Broadcast state
 * lies on the heap, once for each subtask; without this a model of 14 MB would take 14 MB a
 * subtask.
 */
final class SharedChunks {
  private static final Map<ChunkKey, WeakReference<Chunk>> CHUNKS = new HashMap<>();

  private SharedChunks() {}

  /** The same message, a chunk as the object that other subtasks have. */
  static ModelMessage share(ModelMessage message) {
    return message instanceof Chunk chunk ? share(chunk) : message;
  }

  /** The same chunk, as the object that other subtasks have. */
  static Chunk share(Chunk chunk) {
    ChunkKey key = new ChunkKey(chunk.digest(), chunk.index());
    synchronized (CHUNKS) {
      WeakReference<Chunk> reference = CHUNKS.get(key);
      Chunk known = reference == null ? null : reference.get();
      // Not everybody who names the same digest has the same bytes.
      if (known != null && Arrays.equals(known.data(), chunk.data())) {
        return known;
      }
      CHUNKS.values().removeIf(other -> other.get() == null);
      CHUNKS.put(key, new WeakReference<>(chunk));
      return chunk;
    }
  }
}
