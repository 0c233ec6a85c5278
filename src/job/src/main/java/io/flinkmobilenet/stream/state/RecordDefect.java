package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.event.Reason;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Says why the value of a record of the images topic cannot be used.
 *
 * @param reason reason of the rejection
 * @param message what was expected and what was found
 */
public record RecordDefect(Reason reason, String message) {
  void write(DataOutputView out) throws IOException {
    Wire.writeText(out, reason.name());
    Wire.writeText(out, message);
  }

  static RecordDefect read(DataInputView in) throws IOException {
    return new RecordDefect(Reason.valueOf(Wire.readText(in)), Wire.readText(in));
  }
}
