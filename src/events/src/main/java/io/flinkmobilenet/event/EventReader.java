package io.flinkmobilenet.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads events that were written with one schema as events of the current schema.
 *
 * <p>It keeps the resolver between the two schemas itself. Avro's own reader keeps it in a static
 * {@code ThreadLocal}, which would hold the job's class loader on threads that outlive the job.
 */
final class EventReader<T> extends SpecificDatumReader<T> {
  private final Class<T> type;
  private final ResolvingDecoder resolver;

  EventReader(Class<T> type, Schema written, Schema schema, SpecificData data) {
    super(written, schema, data);
    this.type = type;
    try {
      this.resolver = DecoderFactory.get().resolvingDecoder(written, schema, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads an event that takes the whole value from the offset on. */
  synchronized T read(byte[] value, int offset) throws IOException {
    BoundedDecoder decoder = new BoundedDecoder(value, offset);
    resolver.configure(decoder);
    Object event = read(null, getExpected(), resolver);
    resolver.drain();
    decoder.expectEnd();
    return type.cast(event);
  }
}
