package io.flinkmobilenet.stream.state;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint says of a serializer: the class, the format's name and its version. Every value
 * says its version as well, so that a serializer reads older ones as they are.
 */
public final class FormatSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private Format format;

  /** For Flink, which fills it by {@link #readSnapshot}. */
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
    in.readUTF(); // The class, which the format knows.
    String name = in.readUTF();
    format =
        Arrays.stream(Format.values())
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IOException("state has a format unknown here: " + name));
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
