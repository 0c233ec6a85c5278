package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A model is no longer announced: its manifest's key came without a value.
 *
 * @param key which model
 */
public record Removal(ModelKey key) implements ModelMessage {
  void write(DataOutputView out) throws IOException {
    key.write(out);
  }

  static Removal read(DataInputView in) throws IOException {
    return new Removal(ModelKey.read(in));
  }
}
