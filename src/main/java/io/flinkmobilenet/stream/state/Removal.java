package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Withdraws a model: the key of its manifest came with a null value.
 *
 * @param key name and version of the model
 */
public record Removal(ModelKey key) implements ModelMessage {
  void write(DataOutputView out) throws IOException {
    key.write(out);
  }

  static Removal read(DataInputView in) throws IOException {
    return new Removal(ModelKey.read(in));
  }
}
