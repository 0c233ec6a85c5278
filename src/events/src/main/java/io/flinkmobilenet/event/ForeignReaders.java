package io.flinkmobilenet.event;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * Readers of the most recently used schemas of other writers, by the schemas' ids. A schema that
 * cannot be used is remembered as well, so that it is not parsed for every value.
 */
final class ForeignReaders<T> {
  private static final int MOST = 100;
  private static final int LONGEST_MESSAGE = 300;

  /** Most characters of all remembered schemas; what is parsed takes several times as much. */
  private static final int MOST_CHARACTERS = 2 << 20;

  private final Class<T> type;
  private final Schema schema;
  private final SpecificData data;
  private final Map<Integer, Entry<T>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;

  /**
   * A schema and its reader.
   *
   * @param characters length of the texts of the schema and of those that it refers to
   * @param usable null if the schema cannot be used
   * @param failure why it cannot be used, else null
   */
  record Entry<T>(int characters, EventReader<T> usable, AvroRuntimeException failure) {
    /** Returns the reader, or throws why there is none. */
    EventReader<T> reader() {
      if (failure != null) {
        throw failure;
      }
      return usable;
    }
  }

  ForeignReaders(Class<T> type, Schema schema, SpecificData data) {
    this.type = type;
    this.schema = schema;
    this.data = data;
  }

  synchronized Entry<T> get(int id, WriterSchemas schemas) throws UnreadableEventException {
    Entry<T> entry = entries.get(id);
    if (entry == null) {
      entry = entry(schemas.schema(id));
      entries.put(id, entry);
      characters += entry.characters();
      forgetEldest();
    }
    return entry;
  }

  private Entry<T> entry(List<String> texts) {
    try {
      Schema written = WriterSchema.parse(texts);
      EventReader<T> reader = new EventReader<>(type, written, schema, data);
      return new Entry<>(WriterSchema.length(texts), reader, null);
    } catch (RuntimeException e) {
      // Avro throws various unchecked exceptions, whose messages may have the whole text in them.
      return new Entry<>(0, null, new AvroRuntimeException(message(e)));
    }
  }

  /** Returns the first line of a failure's message, shortened. */
  static String message(Exception failure) {
    String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
  }

  private void forgetEldest() {
    Iterator<Entry<T>> eldest = entries.values().iterator();
    while (entries.size() > MOST || characters > MOST_CHARACTERS) {
      characters -= eldest.next().characters();
      eldest.remove();
    }
  }
}
