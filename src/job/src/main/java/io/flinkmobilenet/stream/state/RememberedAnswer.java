package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The answer of the models about an image, which later images may repeat.
 *
 * @param imageId id of the image
 * @param capturedAt when the image was captured, milliseconds since 1970
 * @param basis digest of all that the answer depends on besides the image
 * @param sha256 SHA-256 of the encoded image, 32 bytes
 * @param thumbnail the image reduced to a few pixels; null if this is not compared
 * @param stage stage of the cascade whose answer stands, from 0
 * @param classes indexes of the most probable classes, best first
 * @param probabilities probabilities of these classes
 * @param embedding the pooled features; null if predictions carry none
 */
public record RememberedAnswer(
    String imageId,
    long capturedAt,
    String basis,
    byte[] sha256,
    Thumbnail thumbnail,
    int stage,
    int[] classes,
    float[] probabilities,
    float[] embedding) {
  /** Bytes of the objects themselves and of the fields of fixed length, about. */
  private static final int FIXED_BYTES = 400;

  /** Returns the memory that the answer takes, in bytes, about. */
  public int bytes() {
    return FIXED_BYTES
        + Character.BYTES * imageId.length()
        + (thumbnail == null ? 0 : thumbnail.rgb().length)
        + (Integer.BYTES + Float.BYTES) * classes.length
        + (embedding == null ? 0 : Float.BYTES * embedding.length);
  }

  /** Returns the same answer without the thumbnail. */
  public RememberedAnswer withoutThumbnail() {
    return new RememberedAnswer(
        imageId, capturedAt, basis, sha256, null, stage, classes, probabilities, embedding);
  }

  void write(DataOutputView out) throws IOException {
    Wire.writeText(out, imageId);
    out.writeLong(capturedAt);
    Wire.writeText(out, basis);
    Wire.writeBytes(out, sha256);
    out.writeBoolean(thumbnail != null);
    if (thumbnail != null) {
      thumbnail.write(out);
    }
    out.writeInt(stage);
    out.writeInt(classes.length);
    for (int index : classes) {
      out.writeInt(index);
    }
    writeFloats(out, probabilities);
    out.writeBoolean(embedding != null);
    if (embedding != null) {
      writeFloats(out, embedding);
    }
  }

  static RememberedAnswer read(DataInputView in) throws IOException {
    return new RememberedAnswer(
        Wire.readText(in),
        in.readLong(),
        Wire.readText(in),
        Wire.readBytes(in),
        in.readBoolean() ? Thumbnail.read(in) : null,
        in.readInt(),
        readInts(in),
        readFloats(in),
        in.readBoolean() ? readFloats(in) : null);
  }

  private static int[] readInts(DataInputView in) throws IOException {
    int[] numbers = new int[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readInt();
    }
    return numbers;
  }

  private static void writeFloats(DataOutputView out, float[] numbers) throws IOException {
    out.writeInt(numbers.length);
    for (float number : numbers) {
      out.writeFloat(number);
    }
  }

  private static float[] readFloats(DataInputView in) throws IOException {
    float[] numbers = new float[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readFloat();
    }
    return numbers;
  }
}
