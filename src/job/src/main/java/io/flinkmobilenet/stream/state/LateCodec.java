package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.UnreadableEventException;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.memory.DataInputView;

/**
 * A codec that is created for the first event.
 *
 * <p>No schema is parsed before. The threads of a JobManager deserialize the job but never an
 * event, and they outlive the job. Avro's parser leaves an object in a thread local, which would
 * keep the classes of every jar that was ever submitted in memory.
 */
final class LateCodec<T extends SpecificRecord> {
  private final Class<T> type;
  private volatile EventCodec<T> codec;

  LateCodec(Class<T> type) {
    this.type = type;
  }

  Class<T> type() {
    return type;
  }

  /** Reads an event with its length in front. */
  T read(DataInputView in) throws IOException {
    try {
      return get().decode(Wire.readBytes(in));
    } catch (UnreadableEventException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  EventCodec<T> get() {
    if (codec == null) {
      synchronized (this) {
        if (codec == null) {
          codec = EventCodec.of(type);
        }
      }
    }
    return codec;
  }
}
