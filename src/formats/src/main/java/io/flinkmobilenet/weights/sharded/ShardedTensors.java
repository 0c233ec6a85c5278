package io.flinkmobilenet.weights.sharded;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tensors of {@code model.safetensors.index.json} or {@code pytorch_model.bin.index.json}:
 * those of several files, in the order of the index.
 */
public final class ShardedTensors implements NamedTensors {
  private static final long MAX_INDEX_BYTES = 16 << 20;
  private static final long MAX_BYTES = 1 << 30;

  private final String where;
  private final Map<String, NamedTensors> tensors;

  private ShardedTensors(String where, Map<String, NamedTensors> tensors) {
    this.where = where;
    this.tensors = tensors;
  }

  /**
   * Reads the tensors of all files that an index names. Files have to be in the folder of the
   * index.
   *
   * @param index the index
   * @param reader reader of the files
   * @throws WeightsException if the index violates its format, if a file or a tensor is missing, if
   *     a file holds a tensor that the index places elsewhere, or if all files together are longer
   *     than 1 GiB
   * @throws IOException if a file cannot be read
   */
  public static ShardedTensors read(Path index, ShardReader reader)
      throws WeightsException, IOException {
    String where = index.toString();
    requireAtMost(where, Files.size(index), MAX_INDEX_BYTES);
    Map<String, String> shards = ShardIndex.parse(Files.readAllBytes(index), where).shards();
    Map<String, NamedTensors> files = files(index, new TreeSet<>(shards.values()), reader);
    Map<String, NamedTensors> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : shards.entrySet()) {
      NamedTensors file = files.get(entry.getValue());
      if (!file.names().contains(entry.getKey())) {
        throw new MalformedWeightsException(
            "%s: expected tensor %s in %s, found none"
                .formatted(where, printable(entry.getKey()), entry.getValue()));
      }
      tensors.put(entry.getKey(), file);
    }
    requireIndexed(where, shards, files);
    return new ShardedTensors(where, tensors);
  }

  private static Map<String, NamedTensors> files(Path index, Set<String> names, ShardReader reader)
      throws WeightsException, IOException {
    long bytes = 0;
    for (String name : names) {
      Path file = index.resolveSibling(name);
      if (!Files.isRegularFile(file)) {
        throw new MalformedWeightsException(
            "%s: expected file %s beside it, found none".formatted(index, name));
      }
      bytes += Files.size(file);
    }
    requireAtMost(index + ": all files together", bytes, MAX_BYTES);
    Map<String, NamedTensors> files = new LinkedHashMap<>();
    for (String name : names) {
      files.put(name, reader.read(index.resolveSibling(name)));
    }
    return files;
  }

  private static void requireAtMost(String what, long bytes, long most)
      throws UnsupportedWeightsException {
    if (bytes > most) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d bytes, found %d".formatted(what, most, bytes));
    }
  }

  private static void requireIndexed(
      String where, Map<String, String> shards, Map<String, NamedTensors> files)
      throws MalformedWeightsException {
    for (Map.Entry<String, NamedTensors> file : files.entrySet()) {
      for (String tensor : file.getValue().names()) {
        if (!file.getKey().equals(shards.get(tensor))) {
          throw new MalformedWeightsException(
              "%s: expected an entry for tensor %s of %s, found %s"
                  .formatted(
                      where,
                      printable(tensor),
                      file.getKey(),
                      shards.containsKey(tensor) ? shards.get(tensor) : "none"));
        }
      }
    }
  }

  private static String printable(String name) {
    return name.length() <= 200 && name.matches("[\\w./ -]+") ? name : "with other letters";
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public Shape shape(String name) {
    return file(name).shape(name);
  }

  @Override
  public DType dtype(String name) {
    return file(name).dtype(name);
  }

  @Override
  public Tensor tensor(String name) {
    return file(name).tensor(name);
  }

  @Override
  public ByteBuffer bytes(String name) {
    return file(name).bytes(name);
  }

  private NamedTensors file(String name) {
    NamedTensors file = tensors.get(name);
    if (file == null) {
      throw new IllegalArgumentException(where + ": no tensor " + name);
    }
    return file;
  }
}
