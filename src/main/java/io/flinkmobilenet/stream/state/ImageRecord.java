package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A record of the images topic. Two records are equal only if they share their value.
 *
 * @param origin topic, partition and offset
 * @param value value as it was read; empty for a record without one; not copied
 * @param id id of the event; null if the value is not an event, or if its texts are too long
 * @param source source of the event, or null
 * @param capturedAt event time in milliseconds since 1970; the timestamp of the record if the value
 *     is not an event
 */
public record ImageRecord(Origin origin, byte[] value, String id, String source, long capturedAt) {
  /** Most characters of an id or a source: both are repeated in every record about the image. */
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
