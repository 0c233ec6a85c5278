package io.flinkmobilenet.stream.state;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A record of the images topic. Two records are equal only if they share their value.
 *
 * @param origin topic, partition and offset
 * @param value value as it was read; empty for a record without one; not copied
 * @param id id of the event; null if there is a defect
 * @param source source of the event, or null
 * @param attributes attributes of the event; empty if there is a defect
 * @param capturedAt event time in milliseconds since 1970; the timestamp of the record if the value
 *     is not an event
 * @param image place of the encoded image in the value, or in {@code content} if there is one; null
 *     if there is a defect
 * @param defect why the value cannot be used; null if it can
 * @param content bytes with the encoded image if the value does not have it as it is; otherwise
 *     null
 * @param headers headers of the record that its prediction or rejection gets; mostly none
 */
public record ImageRecord(
    Origin origin,
    byte[] value,
    String id,
    String source,
    Map<String, String> attributes,
    long capturedAt,
    ByteRange image,
    RecordDefect defect,
    byte[] content,
    List<CopiedHeader> headers) {
  /** Most characters of an id or a source: both are repeated in every record about the image. */
  public static final int LONGEST_TEXT = 1000;

  /** Checks that there is either an image inside the value or a defect. */
  public ImageRecord {
    if ((image == null) == (defect == null)) {
      throw new IllegalArgumentException(
          origin + ": expected either an image or a defect, found " + image + " and " + defect);
    }
    if (image != null) {
      Objects.checkFromIndexSize(image.offset(), image.length(), holder(value, content).length);
    }
  }

  /** Creates a record whose value has the image as it is, without headers. */
  public ImageRecord(
      Origin origin,
      byte[] value,
      String id,
      String source,
      Map<String, String> attributes,
      long capturedAt,
      ByteRange image,
      RecordDefect defect) {
    this(origin, value, id, source, attributes, capturedAt, image, defect, null, List.of());
  }

  private static byte[] holder(byte[] value, byte[] content) {
    return content == null ? value : content;
  }

  /** Returns this record with headers for its prediction or rejection. */
  public ImageRecord withHeaders(List<CopiedHeader> copied) {
    return copied.isEmpty()
        ? this
        : new ImageRecord(
            origin, value, id, source, attributes, capturedAt, image, defect, content, copied);
  }

  /** Returns a record whose value cannot be used. */
  public static ImageRecord unusable(
      Origin origin, byte[] value, long capturedAt, RecordDefect defect) {
    return new ImageRecord(origin, value, null, null, Map.of(), capturedAt, null, defect);
  }

  /** Returns a copy of the encoded image. The record must have no defect. */
  public byte[] encodedImage() {
    byte[] bytes = holder(value, content);
    return Arrays.copyOfRange(bytes, image.offset(), image.offset() + image.length());
  }

  void write(DataOutputView out) throws IOException {
    origin.write(out);
    Wire.writeBytes(out, value);
    out.writeLong(capturedAt);
    out.writeBoolean(defect == null);
    if (defect == null) {
      Wire.writeText(out, id);
      Wire.writeText(out, source);
      image.write(out);
      Wire.writeTexts(out, attributes);
      Wire.writeBytes(out, content);
    } else {
      defect.write(out);
    }
    CopiedHeader.writeAll(out, headers);
  }

  /** Reads a record of an earlier version, or of this one. */
  static ImageRecord read(DataInputView in, boolean withAttributes, boolean withHeaders)
      throws IOException {
    Origin origin = Origin.read(in);
    byte[] value = Wire.readBytes(in);
    long capturedAt = in.readLong();
    if (!in.readBoolean()) {
      return unusable(origin, value, capturedAt, RecordDefect.read(in))
          .withHeaders(headers(in, withHeaders));
    }
    String id = Wire.readText(in);
    String source = Wire.readText(in);
    ByteRange image = ByteRange.read(in);
    Map<String, String> attributes = withAttributes ? Wire.readTexts(in) : Map.of();
    byte[] content = withHeaders ? Wire.readBytes(in) : null;
    return new ImageRecord(
        origin,
        value,
        id,
        source,
        attributes,
        capturedAt,
        image,
        null,
        content,
        headers(in, withHeaders));
  }

  private static List<CopiedHeader> headers(DataInputView in, boolean present) throws IOException {
    return present ? CopiedHeader.readAll(in) : List.of();
  }
}
