package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.protocol.Manifest;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The active model as kept in state. It contains the manifest itself, because the announcement may
 * be withdrawn while the model is still active.
 *
 * @param manifest announcement of the model
 * @param epoch epoch of the request that activated it
 */
public record ActiveModelState(Manifest manifest, long epoch) {
  void write(DataOutputView out) throws IOException {
    Announcements.writeManifest(manifest, out);
    out.writeLong(epoch);
  }

  static ActiveModelState read(DataInputView in, int version) throws IOException {
    return new ActiveModelState(Announcements.readManifest(in, version), in.readLong());
  }
}
