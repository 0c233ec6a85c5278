package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;

/**
 * A serializer for edges whose receiver is done with a record before it reads the next one: it
 * reads each record into the memory of the one before. Flink deserializes the serializer for each
 * task, so that every receiver has its own.
 */
final class ShortLivedSerializer<T> extends FormatSerializer<T> {
  private static final long serialVersionUID = 1;

  private transient KeptArrays arrays;

  ShortLivedSerializer(Format format) {
    super(format);
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new ShortLivedSerializer<>(format());
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    if (arrays == null) {
      arrays = new KeptArrays();
    }
    return format().<T>type().cast(format().read(in, arrays));
  }
}
