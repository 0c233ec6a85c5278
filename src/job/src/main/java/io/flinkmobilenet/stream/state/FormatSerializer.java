package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes immutable values in a versioned format. Stateless: one instance serves all threads.
 */
class FormatSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1;

  private final Format format;

  FormatSerializer(Format format) {
    this.format = format;
  }

  Format format() {
    return format;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    format.write(value, out);
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    return format.<T>type().cast(format.read(in));
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new FormatSnapshot<>(format);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormatSerializer<?> serializer && format == serializer.format;
  }

  @Override
  public int hashCode() {
    return format.name().hashCode();
  }
}
