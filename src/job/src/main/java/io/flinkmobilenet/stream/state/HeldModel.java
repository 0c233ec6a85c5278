package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.protocol.Manifest;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A model that the job keeps.
 *
 * @param manifest announcement of the model
 * @param sound whether all chunks arrived and a network could be built from them
 */
public record HeldModel(Manifest manifest, boolean sound) {
  void write(DataOutputView out) throws IOException {
    Announcements.writeManifest(manifest, out);
    out.writeBoolean(sound);
  }

  static HeldModel read(DataInputView in, int version) throws IOException {
    return new HeldModel(Announcements.readManifest(in, version), in.readBoolean());
  }
}
