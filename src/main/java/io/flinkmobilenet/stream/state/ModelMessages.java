package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes a message for an edge: one byte for its kind, then its own format. */
final class ModelMessages {
  private static final byte MANIFEST = 1;
  private static final byte CHUNK = 2;
  private static final byte ACTIVATION = 3;
  private static final byte REMOVAL = 4;
  private static final byte UNREADABLE = 5;

  private ModelMessages() {}

  static void write(ModelMessage message, DataOutputView out) throws IOException {
    if (message instanceof Manifest manifest) {
      out.writeByte(MANIFEST);
      manifest.write(out);
    } else if (message instanceof Chunk chunk) {
      out.writeByte(CHUNK);
      chunk.write(out);
    } else if (message instanceof ActivationRequest activation) {
      out.writeByte(ACTIVATION);
      activation.write(out);
    } else if (message instanceof Removal removal) {
      out.writeByte(REMOVAL);
      removal.write(out);
    } else if (message instanceof Unreadable unreadable) {
      out.writeByte(UNREADABLE);
      unreadable.write(out);
    }
  }

  static ModelMessage read(DataInputView in, int version) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case MANIFEST -> Manifest.read(in, version);
      case CHUNK -> Chunk.read(in);
      case ACTIVATION -> ActivationRequest.read(in, version);
      case REMOVAL -> Removal.read(in);
      case UNREADABLE -> Unreadable.read(in);
      default -> throw new IOException("model message: expected a kind of 1 to 5, found " + kind);
    };
  }
}
