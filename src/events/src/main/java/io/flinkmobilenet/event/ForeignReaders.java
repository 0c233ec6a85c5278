package io.flinkmobilenet.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Readers of the most recently used schemas of other writers, by the schemas' ids. */
final class ForeignReaders<T> {
  private static final int MOST = 1000;

  private final Class<T> type;
  private final Schema schema;
  private final SpecificData data;
  private final Map<Integer, EventReader<T>> readers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, EventReader<T>> eldest) {
          return size() > MOST;
        }
      };

  ForeignReaders(Class<T> type, Schema schema, SpecificData data) {
    this.type = type;
    this.schema = schema;
    this.data = data;
  }

  /**
   * Returns a reader.
   *
   * @throws org.apache.avro.AvroRuntimeException if the text is not an acceptable schema
   */
  synchronized EventReader<T> get(int id, String writerSchema) {
    EventReader<T> reader = readers.get(id);
    if (reader == null) {
      reader = new EventReader<>(type, WriterSchema.parse(writerSchema), schema, data);
      readers.put(id, reader);
    }
    return reader;
  }
}
