package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The model that classifies. Holds the manifest itself, because the announcement may be taken back
 * while the model goes on.
 *
 * @param manifest which model
 * @param epoch of the activation that put it in charge
 */
public record ActiveModelState(Manifest manifest, long epoch) {
  void write(DataOutputView out) throws IOException {
    manifest.write(out);
    out.writeLong(epoch);
  }

  static ActiveModelState read(DataInputView in, int version) throws IOException {
    return new ActiveModelState(Manifest.read(in, version), in.readLong());
  }
}
