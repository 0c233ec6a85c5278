package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.Chunk;
import io.flinkmobilenet.stream.state.Manifest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Chunks by digest and index, the digest seen first in front. */
final class ChunkStore {
  /** What the least of chunks counts as: a million chunks of one byte are more than a megabyte. */
  private static final int LEAST = 16 << 10;

  private final Map<String, TreeMap<Integer, Chunk>> sets = new LinkedHashMap<>();

  /** Keeps the chunk; of two with the same place the later one, which may mend the earlier. */
  void put(Chunk chunk) {
    sets.computeIfAbsent(chunk.digest(), digest -> new TreeMap<>()).put(chunk.index(), chunk);
  }

  /** Whether every chunk of the model is there. */
  boolean isComplete(Manifest manifest) {
    TreeMap<Integer, Chunk> set = sets.get(manifest.digest());
    return set != null && set.headMap(manifest.chunks()).size() == manifest.chunks();
  }

  /** The model's chunks by index; all of them where it is complete. */
  List<Chunk> of(Manifest manifest) {
    TreeMap<Integer, Chunk> set = sets.getOrDefault(manifest.digest(), new TreeMap<>());
    return List.copyOf(set.headMap(manifest.chunks()).values());
  }

  /** Forgets the chunks of the digest. */
  void drop(String digest) {
    sets.remove(digest);
  }

  /** Forgets these very chunks, but not what has come in their place since. */
  void drop(List<Chunk> chunks) {
    for (Chunk chunk : chunks) {
      TreeMap<Integer, Chunk> set = sets.get(chunk.digest());
      if (set != null && set.get(chunk.index()) == chunk) {
        set.remove(chunk.index());
      }
    }
    sets.values().removeIf(Map::isEmpty);
  }

  /** Forgets the chunks of the digest from the given index on. */
  void trim(String digest, int count) {
    TreeMap<Integer, Chunk> set = sets.get(digest);
    if (set != null) {
      set.tailMap(count).clear();
    }
  }

  /** Forgets digests without a manifest, the one seen first in front, until the rest fits. */
  void limitOrphans(Predicate<String> claimed, long maxBytes) {
    long bytes = 0;
    for (Map.Entry<String, TreeMap<Integer, Chunk>> set : sets.entrySet()) {
      bytes += claimed.test(set.getKey()) ? 0 : bytes(set.getValue());
    }
    Iterator<Map.Entry<String, TreeMap<Integer, Chunk>>> oldest = sets.entrySet().iterator();
    while (bytes > maxBytes + LEAST && oldest.hasNext()) {
      Map.Entry<String, TreeMap<Integer, Chunk>> set = oldest.next();
      if (!claimed.test(set.getKey())) {
        bytes -= bytes(set.getValue());
        oldest.remove();
      }
    }
  }

  private static long bytes(TreeMap<Integer, Chunk> set) {
    return set.values().stream().mapToLong(chunk -> Math.max(LEAST, chunk.data().length)).sum();
  }

  /** Bytes of all chunks, whatever they belong to. */
  long bytes() {
    return sets.values().stream()
        .flatMap(set -> set.values().stream())
        .mapToLong(chunk -> chunk.data().length)
        .sum();
  }

  List<Chunk> all() {
    List<Chunk> chunks = new ArrayList<>();
    sets.values().forEach(set -> chunks.addAll(set.values()));
    return chunks;
  }
}
