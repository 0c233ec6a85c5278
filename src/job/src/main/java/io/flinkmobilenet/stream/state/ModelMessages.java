package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.protocol.Unreadable;
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
  private static final byte DEPLOYMENT = 6;
  private static final byte DECISION = 7;

  private ModelMessages() {}

  static void write(ModelMessage message, DataOutputView out) throws IOException {
    if (message instanceof Manifest manifest) {
      out.writeByte(MANIFEST);
      Announcements.writeManifest(manifest, out);
    } else if (message instanceof Chunk chunk) {
      out.writeByte(CHUNK);
      Chunks.write(chunk, out);
    } else if (message instanceof ActivationRequest activation) {
      out.writeByte(ACTIVATION);
      Announcements.writeActivation(activation, out);
    } else if (message instanceof Deployment deployment) {
      out.writeByte(DEPLOYMENT);
      Deployments.write(deployment, out);
    } else if (message instanceof RolloutDecision decision) {
      out.writeByte(DECISION);
      Deployments.writeDecision(decision, out);
    } else if (message instanceof Removal removal) {
      out.writeByte(REMOVAL);
      Announcements.writeRemoval(removal, out);
    } else if (message instanceof Unreadable unreadable) {
      out.writeByte(UNREADABLE);
      writeUnreadable(unreadable, out);
    }
  }

  static ModelMessage read(DataInputView in, int version) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case MANIFEST -> Announcements.readManifest(in, version);
      case CHUNK -> Chunks.read(in);
      case ACTIVATION -> Announcements.readActivation(in, version);
      case REMOVAL -> Announcements.readRemoval(in);
      case UNREADABLE -> readUnreadable(in);
      case DEPLOYMENT -> Deployments.read(in);
      case DECISION -> Deployments.readDecision(in);
      default -> throw new IOException("model message: expected a kind of 1 to 7, found " + kind);
    };
  }

  private static void writeUnreadable(Unreadable unreadable, DataOutputView out)
      throws IOException {
    Wire.writeText(out, unreadable.name());
    Wire.writeText(out, unreadable.version());
    Wire.writeText(out, unreadable.digest());
    Wire.writeText(out, unreadable.message());
  }

  private static Unreadable readUnreadable(DataInputView in) throws IOException {
    return new Unreadable(
        Wire.readText(in), Wire.readText(in), Wire.readText(in), Wire.readText(in));
  }
}
