package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Everything that lies in Flink state or crosses an edge, with the version of its form, and the
 * oldest that can still be read where that is another one. Checkpoints know a constant by its name:
 * none is ever renamed.
 */
enum Format {
  MODEL_KEY(1, ModelKey.class, ModelKey::write, ModelKey::read),
  HELD_MODEL(1, 3, HeldModel.class, HeldModel::write, HeldModel::read),
  CHUNK_KEY(1, ChunkKey.class, ChunkKey::write, ChunkKey::read),
  CHUNK(1, Chunk.class, Chunk::write, Chunk::read),
  MANIFEST(1, 3, Manifest.class, Manifest::write, Manifest::read),
  ACTIVATION(1, 2, ActivationRequest.class, ActivationRequest::write, ActivationRequest::read),
  IN_CHARGE(1, 3, ActiveModelState.class, ActiveModelState::write, ActiveModelState::read),
  MODEL_MESSAGE(1, 3, ModelMessage.class, ModelMessages::write, ModelMessages::read),
  IMAGE_RECORD(1, ImageRecord.class, ImageRecord::write, ImageRecord::read),
  DECODED_IMAGE(3, DecodedImage.class, DecodedImage::write, DecodedImage::read),
  PREPARED_IMAGE(2, PreparedImage.class, PreparedImage::write, PreparedImage::read),
  PREDICTION(1, new LateCodec<>(Prediction.class)),
  REJECTED_IMAGE(1, new LateCodec<>(RejectedImage.class)),
  MODEL_STATUS(1, new LateCodec<>(ModelStatus.class));

  private final int oldest;
  private final int version;
  private final Class<?> type;
  private final Writer<Object> writer;
  private final Reader<?> reader;

  <T> Format(int version, Class<T> type, Writer<T> writer, PlainReader<T> reader) {
    this(version, version, type, writer, (in, found) -> reader.read(in));
  }

  <T> Format(int oldest, int version, Class<T> type, Writer<T> writer, Reader<T> reader) {
    this.oldest = oldest;
    this.version = version;
    this.type = type;
    this.writer = (value, out) -> writer.write(type.cast(value), out);
    this.reader = reader;
  }

  /** For edges only: what Avro generates stays out of state. */
  <T extends SpecificRecord> Format(int version, LateCodec<T> codec) {
    this(
        version,
        codec.type(),
        (event, out) -> Wire.writeBytes(out, codec.get().encode(event)),
        in -> decode(codec, in));
  }

  private static <T extends SpecificRecord> T decode(LateCodec<T> codec, DataInputView in)
      throws IOException {
    try {
      return codec.get().decode(Wire.readBytes(in));
    } catch (UnreadableEventException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  int version() {
    return version;
  }

  /** The class of its values, which the caller knows: {@link StateTypes} pairs them. */
  @SuppressWarnings("unchecked")
  <T> Class<T> type() {
    return (Class<T>) type;
  }

  void write(Object value, DataOutputView out) throws IOException {
    out.writeByte(version);
    writer.write(value, out);
  }

  Object read(DataInputView in) throws IOException {
    int found = in.readUnsignedByte();
    if (!reads(found)) {
      throw new IOException(
          "%s: expected format version %s, found %d"
              .formatted(type.getSimpleName(), readable(), found));
    }
    return reader.read(in, found);
  }

  /** Whether values of the given version can be read. */
  boolean reads(int found) {
    return found >= oldest && found <= version;
  }

  /** The versions that can be read, in words. */
  String readable() {
    return oldest == version ? "" + version : oldest + " to " + version;
  }

  @FunctionalInterface
  private interface Writer<T> {
    void write(T value, DataOutputView out) throws IOException;
  }

  @FunctionalInterface
  private interface PlainReader<T> {
    T read(DataInputView in) throws IOException;
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(DataInputView in, int version) throws IOException;
  }
}
