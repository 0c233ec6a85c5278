package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Everything that lies in Flink state or crosses an edge, with the version of its form. Checkpoints
 * know a constant by its name: none is ever renamed.
 */
enum Format {
  MODEL_KEY(1, ModelKey.class, ModelKey::write, ModelKey::read),
  HELD_MODEL(1, HeldModel.class, HeldModel::write, HeldModel::read),
  CHUNK_KEY(1, ChunkKey.class, ChunkKey::write, ChunkKey::read),
  CHUNK(1, Chunk.class, Chunk::write, Chunk::read),
  MANIFEST(1, Manifest.class, Manifest::write, Manifest::read),
  ACTIVATION(1, Activation.class, Activation::write, Activation::read),
  IN_CHARGE(1, InCharge.class, InCharge::write, InCharge::read),
  MODEL_MESSAGE(1, ModelMessage.class, ModelMessages::write, ModelMessages::read),
  IMAGE_RECORD(1, ImageRecord.class, ImageRecord::write, ImageRecord::read),
  DECODED_IMAGE(1, DecodedImage.class, DecodedImage::write, DecodedImage::read),
  PREPARED_IMAGE(1, PreparedImage.class, PreparedImage::write, PreparedImage::read);

  private final int version;
  private final Class<?> type;
  private final Writer<Object> writer;
  private final Reader<?> reader;

  <T> Format(int version, Class<T> type, Writer<T> writer, Reader<T> reader) {
    this.version = version;
    this.type = type;
    this.writer = (value, out) -> writer.write(type.cast(value), out);
    this.reader = reader;
  }

  int version() {
    return version;
  }

  Class<?> type() {
    return type;
  }

  void write(Object value, DataOutputView out) throws IOException {
    out.writeByte(version);
    writer.write(value, out);
  }

  Object read(DataInputView in) throws IOException {
    int found = in.readUnsignedByte();
    if (found != version) {
      throw new IOException(
          type.getSimpleName() + ": expected format version " + version + ", found " + found);
    }
    return reader.read(in);
  }

  @FunctionalInterface
  private interface Writer<T> {
    void write(T value, DataOutputView out) throws IOException;
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(DataInputView in) throws IOException;
  }
}
