package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A model that is kept.
 *
 * @param manifest what was announced
 * @param sound whether all chunks came and a network could be made of them
 */
public record HeldModel(Manifest manifest, boolean sound) {
  void write(DataOutputView out) throws IOException {
    manifest.write(out);
    out.writeBoolean(sound);
  }

  static HeldModel read(DataInputView in, int version) throws IOException {
    return new HeldModel(Manifest.read(in, version), in.readBoolean());
  }
}
