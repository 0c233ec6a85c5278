package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.event.EventCodec;
import org.apache.avro.specific.SpecificRecord;

/**
 * A codec that is made when the first event wants it.
 *
 * <p>Until then no schema is parsed. The threads of a JobManager, which unpack the job but never
 * see an event, outlive it, and Avro's parser leaves an object in a thread local of theirs: with
 * it, the classes of every jar that was ever submitted.
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
