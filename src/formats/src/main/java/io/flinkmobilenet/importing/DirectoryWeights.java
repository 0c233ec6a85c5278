package io.flinkmobilenet.importing;

import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.pytorch.PytorchReader;
import io.flinkmobilenet.weights.pytorch.PytorchTensors;
import io.flinkmobilenet.weights.sharded.ShardedTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file of weights in a Hugging Face directory, or the index of several.
 *
 * @param file the file
 * @param form what it holds
 */
record DirectoryWeights(Path file, Form form) {
  /** Forms of weights, in the order in which Hugging Face looks for them. */
  enum Form {
    SAFETENSORS("model.safetensors"),
    SAFETENSORS_SHARDS("model.safetensors.index.json"),
    PYTORCH("pytorch_model.bin"),
    PYTORCH_SHARDS("pytorch_model.bin.index.json");

    private final String file;

    Form(String file) {
      this.file = file;
    }
  }

  /**
   * Tensors, and what their reader left out.
   *
   * @param tensors the tensors
   * @param notes one sentence each
   */
  record Content(NamedTensors tensors, List<String> notes) {}

  /**
   * Finds the weights of a directory.
   *
   * @throws InvalidModelException if it has only a model of another kind
   */
  static DirectoryWeights find(Path directory) throws InvalidModelException, IOException {
    for (Form form : Form.values()) {
      Path file = directory.resolve(form.file);
      if (Files.exists(file)) {
        return new DirectoryWeights(file, form);
      }
    }
    ModelDirectory.refuseOtherWeights(directory);
    return new DirectoryWeights(directory.resolve(Form.SAFETENSORS.file), Form.SAFETENSORS);
  }

  /** Returns whether this is the file that a directory usually has. */
  boolean usual() {
    return form == Form.SAFETENSORS;
  }

  Content read() throws InvalidModelException, IOException {
    try {
      return switch (form) {
        case SAFETENSORS -> new Content(ModelDirectory.weights(file), List.of());
        case SAFETENSORS_SHARDS ->
            new Content(ShardedTensors.read(file, DirectoryWeights::safetensorsShard), List.of());
        case PYTORCH -> pytorch();
        case PYTORCH_SHARDS ->
            new Content(ShardedTensors.read(file, DirectoryWeights::pytorchShard), List.of());
      };
    } catch (WeightsException e) {
      throw new InvalidModelException(e.getMessage(), e);
    }
  }

  private Content pytorch() throws InvalidModelException, WeightsException, IOException {
    refuseMisplaced(file);
    PytorchTensors tensors = PytorchReader.read(file);
    return new Content(tensors, tensors.notes());
  }

  private static NamedTensors safetensorsShard(Path shard) throws WeightsException, IOException {
    try {
      return ModelDirectory.weights(shard);
    } catch (InvalidModelException e) {
      throw new MalformedWeightsException(e.getMessage(), e);
    }
  }

  private static NamedTensors pytorchShard(Path shard) throws WeightsException, IOException {
    try {
      refuseMisplaced(shard);
    } catch (InvalidModelException e) {
      throw new MalformedWeightsException(e.getMessage(), e);
    }
    return PytorchReader.readShard(shard);
  }

  private static void refuseMisplaced(Path file) throws InvalidModelException, IOException {
    byte[] start = StateDictFile.start(file);
    if (!PytorchReader.recognises(start)) {
      ModelDirectory.refuseMisplaced(start, "weights of PyTorch", file.toString());
    }
  }
}
