package io.flinkmobilenet.importing;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.TensorTable;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.pytorch.StateDictFiles;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the weights of a directory's {@code model.safetensors} in the other forms. */
final class WeightFiles {
  static final String COUNTER = "classifier.num_batches_tracked";

  private final Path directory;
  private final NamedTensors tensors;

  private WeightFiles(Path directory, NamedTensors tensors) {
    this.directory = directory;
    this.tensors = tensors;
  }

  /** Takes the weights out of a directory. */
  static WeightFiles takenFrom(Path directory) throws Exception {
    Path file = directory.resolve("model.safetensors");
    NamedTensors tensors = SafetensorsReader.read(Files.readAllBytes(file), file.toString());
    Files.delete(file);
    return new WeightFiles(directory, tensors);
  }

  /** Writes a file or an index of two files. */
  void write(DirectoryWeights.Form form) throws Exception {
    switch (form) {
      case SAFETENSORS -> Files.write(directory.resolve("model.safetensors"), safetensors(tensors));
      case SAFETENSORS_SHARDS -> shards("model", ".safetensors", "model.safetensors.index.json");
      case PYTORCH ->
          Files.write(directory.resolve("pytorch_model.bin"), StateDictFiles.of(withCounter()));
      case PYTORCH_SHARDS -> shards("pytorch_model", ".bin", "pytorch_model.bin.index.json");
      default -> throw new AssertionError(form);
    }
  }

  private NamedTensors withCounter() throws WeightsException {
    TensorTable table = table(tensors, List.copyOf(tensors.names()));
    table.add(COUNTER, DType.F32, Shape.of(), ByteBuffer.allocate(4));
    return table;
  }

  private void shards(String name, String ending, String index) throws Exception {
    List<String> names = List.copyOf(tensors.names());
    List<String> entries = new ArrayList<>();
    for (int shard = 0; shard < 2; shard++) {
      String file = "%s-0000%d-of-00002%s".formatted(name, shard + 1, ending);
      int half = names.size() / 2;
      List<String> held = shard == 0 ? names.subList(0, half) : names.subList(half, names.size());
      held.forEach(tensor -> entries.add("\"%s\":\"%s\"".formatted(tensor, file)));
      NamedTensors part = table(tensors, held);
      byte[] content = ending.equals(".bin") ? StateDictFiles.of(part) : safetensors(part);
      Files.write(directory.resolve(file), content);
    }
    Files.writeString(
        directory.resolve(index), "{\"weight_map\":{%s}}".formatted(String.join(",", entries)));
  }

  private static TensorTable table(NamedTensors tensors, List<String> names)
      throws WeightsException {
    TensorTable table = new TensorTable("part");
    for (String name : names) {
      table.add(name, tensors.dtype(name), tensors.shape(name), tensors.bytes(name));
    }
    return table;
  }

  static byte[] safetensors(NamedTensors tensors) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    for (String name : tensors.names()) {
      writer.tensor(name, tensors.dtype(name), tensors.shape(name), tensors.bytes(name));
    }
    return writer.toBytes();
  }
}
