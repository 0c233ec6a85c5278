package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A record of the images topic. Two are equal only if they share their value.
 *
 * @param origin where it was read
 * @param value as it was read; empty for a record without one; not copied
 * @param id of the event; null where the value is no event, or one whose texts are too long
 * @param source of the event, or null
 * @param capturedAt event time in milliseconds since 1970; the record's own where the value is no
 *     event
 */
public record ImageRecord(Origin origin, byte[] value, String id, String source, long capturedAt) {
  /** Most characters of an id or a source: they come back in every record that tells of it. */
  public static final int LONGEST_TEXT = 1000;

  void write(DataOutputView out) throws IOException {
    origin.write(out);
    Wire.writeBytes(out, value);
    Wire.writeText(out, id);
    Wire.writeText(out, source);
    out.writeLong(capturedAt);
  }

  static ImageRecord read(DataInputView in) throws IOException {
    return new ImageRecord(
        Origin.read(in), Wire.readBytes(in), Wire.readText(in), Wire.readText(in), in.readLong());
  }
}
