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
 * @param value array that begins with the value as it was read; not copied, and possibly used for
 *     the next record
 * @param valueLength bytes of the value; 0 for a record without one
 * @param id id of the event; null if there is a defect
 * @param source source of the event, or null
 * @param attributes attributes of the event; empty if there is a defect
 * @param capturedAt event time in milliseconds since 1970; the timestamp of the record if the value
 *     is not an event
 * @param image place of the encoded image in the value, or in {@code content} if there is one;
 *     empty if the event refers to an image, null if there is a defect
 * @param defect why the value cannot be used; null if it can
 * @param reference the image to which the event refers; null if the value contains the image
 * @param content bytes with the encoded image if the value does not have it as it is; otherwise
 *     null
 * @param headers headers of the record that its prediction or rejection gets; mostly none
 */
public record ImageRecord(
    Origin origin,
    byte[] value,
    int valueLength,
    String id,
    String source,
    Map<String, String> attributes,
    long capturedAt,
    ByteRange image,
    RecordDefect defect,
    ImageReference reference,
    byte[] content,
    List<CopiedHeader> headers) {
  /** Most characters of an id or a source: both are repeated in every record about the image. */
  public static final int LONGEST_TEXT = 1000;

  /** Version of the format from which on records have attributes. */
  private static final int WITH_ATTRIBUTES = 3;

  /** Version of the format from which on records may refer to images and have headers. */
  private static final int WITH_REFERENCES_AND_HEADERS = 4;

  /** Checks that there is either an image inside the value or a defect. */
  public ImageRecord {
    if ((image == null) == (defect == null)) {
      throw new IllegalArgumentException(
          origin + ": expected either an image or a defect, found " + image + " and " + defect);
    }
    if (reference != null && (image == null || image.length() > 0)) {
      throw new IllegalArgumentException(
          origin + ": expected no image besides a reference, found " + image);
    }
    if (image != null) {
      int length = content == null ? valueLength : content.length;
      Objects.checkFromIndexSize(image.offset(), image.length(), length);
    }
  }

  /** Creates a record with an array that has the value and nothing else. */
  public ImageRecord(
      Origin origin,
      byte[] value,
      String id,
      String source,
      Map<String, String> attributes,
      long capturedAt,
      ByteRange image,
      RecordDefect defect,
      ImageReference reference,
      byte[] content,
      List<CopiedHeader> headers) {
    this(
        origin,
        value,
        value.length,
        id,
        source,
        attributes,
        capturedAt,
        image,
        defect,
        reference,
        content,
        headers);
  }

  /** Creates a record whose value has the image as it is, unless there is a defect. */
  public ImageRecord(
      Origin origin,
      byte[] value,
      String id,
      String source,
      Map<String, String> attributes,
      long capturedAt,
      ByteRange image,
      RecordDefect defect) {
    this(origin, value, id, source, attributes, capturedAt, image, defect, null, null, List.of());
  }

  /** Returns this record with headers for its prediction or rejection. */
  public ImageRecord withHeaders(List<CopiedHeader> copied) {
    return copied.isEmpty() ? this : with(reference, copied);
  }

  private ImageRecord with(ImageReference other, List<CopiedHeader> copied) {
    return new ImageRecord(
        origin,
        value,
        valueLength,
        id,
        source,
        attributes,
        capturedAt,
        image,
        defect,
        other,
        content,
        copied);
  }

  /** Returns a record whose value cannot be used. */
  public static ImageRecord unusable(
      Origin origin, byte[] value, long capturedAt, RecordDefect defect) {
    return new ImageRecord(origin, value, null, null, Map.of(), capturedAt, null, defect);
  }

  /** Returns this record with another state of its reference. */
  public ImageRecord with(ImageReference other) {
    return with(other, headers);
  }

  /**
   * Returns the encoded image, copied out of the value, or as it was fetched. The record must have
   * no defect, and its image must have been fetched if it is a reference.
   */
  public byte[] encodedImage() {
    if (reference != null) {
      return reference.content();
    }
    byte[] bytes = content == null ? value : content;
    return Arrays.copyOfRange(bytes, image.offset(), image.offset() + image.length());
  }

  /** Returns the value, copied out of its array. */
  public byte[] copyOfValue() {
    return Arrays.copyOf(value, valueLength);
  }

  void write(DataOutputView out) throws IOException {
    origin.write(out);
    Wire.writeBytes(out, value, valueLength);
    out.writeLong(capturedAt);
    out.writeBoolean(defect == null);
    if (defect == null) {
      Wire.writeText(out, id);
      Wire.writeText(out, source);
      image.write(out);
      Wire.writeTexts(out, attributes);
      ImageReference.write(out, reference);
      Wire.writeBytes(out, content);
    } else {
      defect.write(out);
    }
    CopiedHeader.writeAll(out, headers);
  }

  /**
   * Reads a record of an earlier version, or of this one.
   *
   * @param arrays provides the array of the value
   */
  static ImageRecord read(DataInputView in, int version, ByteArrays arrays) throws IOException {
    Origin origin = Origin.read(in);
    int length = Wire.readLength(in);
    byte[] value = arrays.atLeast(length);
    in.readFully(value, 0, length);
    long capturedAt = in.readLong();
    boolean latest = version >= WITH_REFERENCES_AND_HEADERS;
    if (!in.readBoolean()) {
      byte[] unusable = Arrays.copyOf(value, length);
      return unusable(origin, unusable, capturedAt, RecordDefect.read(in))
          .withHeaders(headers(in, latest));
    }
    String id = Wire.readText(in);
    String source = Wire.readText(in);
    ByteRange image = ByteRange.read(in);
    return new ImageRecord(
        origin,
        value,
        length,
        id,
        source,
        version >= WITH_ATTRIBUTES ? Wire.readTexts(in) : Map.of(),
        capturedAt,
        image,
        null,
        latest ? ImageReference.read(in) : null,
        latest ? Wire.readBytes(in) : null,
        headers(in, latest));
  }

  private static List<CopiedHeader> headers(DataInputView in, boolean present) throws IOException {
    return present ? CopiedHeader.readAll(in) : List.of();
  }
}
