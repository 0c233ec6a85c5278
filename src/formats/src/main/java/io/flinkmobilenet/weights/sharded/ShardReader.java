package io.flinkmobilenet.weights.sharded;

import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;

/** Reads one of the files with weights. */
@FunctionalInterface
public interface ShardReader {
  /**
   * Reads the tensors of a file.
   *
   * @throws WeightsException if it is not of the reader's format
   * @throws IOException if it cannot be read
   */
  NamedTensors read(Path file) throws WeightsException, IOException;
}
