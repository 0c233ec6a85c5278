package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * An image to which an event refers instead of containing it.
 *
 * @param uri where the image is, as the event says it
 * @param sha256 SHA-256 of the image as hexadecimal digits; null if the event does not say it
 * @param content the encoded image; null before it is fetched, or if it could not be
 * @param failure why the image could not be fetched; null if it was, or if nobody tried yet
 */
public record ImageReference(String uri, String sha256, byte[] content, RecordDefect failure) {
  /** Creates a reference whose image has not been fetched yet. */
  public ImageReference(String uri, String sha256) {
    this(uri, sha256, null, null);
  }

  /** Returns the reference with its image, which is not copied. */
  public ImageReference fetched(byte[] image) {
    return new ImageReference(uri, sha256, image, null);
  }

  /** Returns the reference to an image that could not be fetched. */
  public ImageReference failed(RecordDefect why) {
    return new ImageReference(uri, sha256, null, why);
  }

  static void write(DataOutputView out, ImageReference reference) throws IOException {
    out.writeBoolean(reference != null);
    if (reference == null) {
      return;
    }
    Wire.writeText(out, reference.uri);
    Wire.writeText(out, reference.sha256);
    Wire.writeBytes(out, reference.content);
    out.writeBoolean(reference.failure != null);
    if (reference.failure != null) {
      reference.failure.write(out);
    }
  }

  static ImageReference read(DataInputView in) throws IOException {
    return in.readBoolean()
        ? new ImageReference(
            Wire.readText(in),
            Wire.readText(in),
            Wire.readBytes(in),
            in.readBoolean() ? RecordDefect.read(in) : null)
        : null;
  }
}
