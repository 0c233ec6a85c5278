package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Removal;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes announcements for state and edges, field by field. */
final class Announcements {
  private Announcements() {}

  static void writeKey(ModelKey key, DataOutputView out) throws IOException {
    Wire.writeText(out, key.name());
    Wire.writeText(out, key.version());
  }

  static ModelKey readKey(DataInputView in) throws IOException {
    return new ModelKey(Wire.readText(in), Wire.readText(in));
  }

  static void writeManifest(Manifest manifest, DataOutputView out) throws IOException {
    writeKey(manifest.key(), out);
    Wire.writeText(out, manifest.digest());
    out.writeLong(manifest.bytes());
    out.writeInt(manifest.chunks());
    Geometries.write(out, Geometries.toInput(manifest.geometry()));
    out.writeLong(manifest.publishedAt());
    Signatures.write(out, manifest.signature());
  }

  static Manifest readManifest(DataInputView in, int version) throws IOException {
    return new Manifest(
        readKey(in),
        Wire.readText(in),
        in.readLong(),
        in.readInt(),
        Geometries.toManifest(Geometries.read(in)),
        in.readLong(),
        Signatures.read(in, version));
  }

  static void writeActivation(ActivationRequest request, DataOutputView out) throws IOException {
    writeKey(request.key(), out);
    out.writeLong(request.epoch());
    Signatures.write(out, request.signature());
  }

  static ActivationRequest readActivation(DataInputView in, int version) throws IOException {
    return new ActivationRequest(readKey(in), in.readLong(), Signatures.read(in, version));
  }

  static void writeRemoval(Removal removal, DataOutputView out) throws IOException {
    writeKey(removal.key(), out);
  }

  static Removal readRemoval(DataInputView in) throws IOException {
    return new Removal(readKey(in));
  }
}
