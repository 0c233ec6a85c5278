package io.flinkmobilenet.stream.state;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Flink's handle on an immutable type with a format of its own.
 *
 * <p>Neither it nor its serializer has the class as a field: to unpack one whose class Avro has
 * generated parses a schema, and that is for {@link LateCodec} to do.
 */
final class FormatTypeInformation<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  private final Format format;

  FormatTypeInformation(Format format) {
    this.format = format;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return format.type();
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new FormatSerializer<>(format);
  }

  @Override
  public String toString() {
    return getTypeClass().getSimpleName();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormatTypeInformation<?> information && format == information.format;
  }

  @Override
  public int hashCode() {
    return format.name().hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof FormatTypeInformation<?>;
  }
}
