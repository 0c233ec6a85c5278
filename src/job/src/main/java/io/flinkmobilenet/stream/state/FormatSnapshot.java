package io.flinkmobilenet.stream.state;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Describes a serializer in a checkpoint by class, format name and version. Every value carries its
 * version as well, so that a serializer reads values of older versions without migration. The name
 * of this class is written into checkpoints, so the class is never renamed or moved.
 */
public final class FormatSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private Format format;

  /** Used by Flink, which then calls {@link #readSnapshot}. */
  public FormatSnapshot() {}

  FormatSnapshot(Format format) {
    this.format = format;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(format.type().getName());
    out.writeUTF(format.name());
    out.writeInt(format.version());
  }

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "serializer snapshot: expected version " + VERSION + ", found " + version);
    }
    in.readUTF(); // The class name is not needed, because the format knows its class.
    String name = in.readUTF();
    format =
        Arrays.stream(Format.values())
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IOException("state has an unknown format: " + name));
    int found = in.readInt();
    if (!format.reads(found)) {
      throw new IOException(
          "state of format %s: expected version %s, found %d"
              .formatted(name, format.readable(), found));
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new FormatSerializer<>(format);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    return old instanceof FormatSnapshot<T> snapshot && snapshot.format == format
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
