package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A record of the models topic that cannot be read.
 *
 * @param name name of the model if it is known, else empty
 * @param version version of the model if it is known, else empty
 * @param digest digest of the artifact if it is known, else empty
 * @param message topic-partition@offset, what was expected, what was found
 */
public record Unreadable(String name, String version, String digest, String message)
    implements ModelMessage {
  void write(DataOutputView out) throws IOException {
    Wire.writeText(out, name);
    Wire.writeText(out, version);
    Wire.writeText(out, digest);
    Wire.writeText(out, message);
  }

  static Unreadable read(DataInputView in) throws IOException {
    return new Unreadable(
        Wire.readText(in), Wire.readText(in), Wire.readText(in), Wire.readText(in));
  }
}
