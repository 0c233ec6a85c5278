package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ChunkKey;
import io.flinkmobilenet.protocol.Manifest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Stores chunks by digest and index; digests are ordered by their first arrival. */
final class ChunkStore {
  /** Least bytes that a chunk counts: a million chunks of one byte take more than a megabyte. */
  private static final int LEAST = 16 << 10;

  private final Map<String, TreeMap<Integer, Chunk>> sets = new LinkedHashMap<>();

  /** Stores the chunk; it replaces an earlier chunk at the same place, which it may repair. */
  void put(Chunk chunk) {
    sets.computeIfAbsent(chunk.digest(), digest -> new TreeMap<>()).put(chunk.index(), chunk);
  }

  /** Returns whether every chunk of the model is stored. */
  boolean isComplete(Manifest manifest) {
    TreeMap<Integer, Chunk> set = sets.get(manifest.digest());
    return set != null && set.headMap(manifest.chunks()).size() == manifest.chunks();
  }

  /** Returns the stored chunks of the model by index. */
  List<Chunk> of(Manifest manifest) {
    TreeMap<Integer, Chunk> set = sets.getOrDefault(manifest.digest(), new TreeMap<>());
    return List.copyOf(set.headMap(manifest.chunks()).values());
  }

  /** Removes all chunks of the digest. */
  void drop(String digest) {
    sets.remove(digest);
  }

  /** Removes exactly these chunks, but not others that have replaced them since. */
  void drop(List<Chunk> chunks) {
    for (Chunk chunk : chunks) {
      TreeMap<Integer, Chunk> set = sets.get(chunk.digest());
      if (set != null && set.get(chunk.index()) == chunk) {
        set.remove(chunk.index());
      }
    }
    sets.values().removeIf(Map::isEmpty);
  }

  /** Removes the chunks of the digest from the given index on. */
  void trim(String digest, int count) {
    TreeMap<Integer, Chunk> set = sets.get(digest);
    if (set != null) {
      set.tailMap(count).clear();
    }
  }

  /** Removes digests without a manifest, the first to arrive first, until the rest fits. */
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

  /** Returns the bytes of all chunks, with or without a manifest. */
  long bytes() {
    return sets.values().stream()
        .flatMap(set -> set.values().stream())
        .mapToLong(chunk -> chunk.data().length)
        .sum();
  }

  /** Returns the keys of all chunks. */
  Set<ChunkKey> keys() {
    return all(chunk -> true).stream()
        .map(chunk -> new ChunkKey(chunk.digest(), chunk.index()))
        .collect(Collectors.toSet());
  }

  /** Returns the stored chunks that meet a condition. */
  List<Chunk> all(Predicate<Chunk> condition) {
    List<Chunk> chunks = new ArrayList<>();
    sets.values().forEach(set -> set.values().stream().filter(condition).forEach(chunks::add));
    return chunks;
  }
}
