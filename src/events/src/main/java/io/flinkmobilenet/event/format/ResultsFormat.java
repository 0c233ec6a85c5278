package io.flinkmobilenet.event.format;

import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/** Formats of the records of the topics that the job writes, named as on the command line. */
public enum ResultsFormat {
  /** Avro's single-object encoding. */
  AVRO,
  /** JSON. */
  JSON,
  /** CloudEvents in binary mode with JSON as their data. */
  CLOUDEVENTS,
  /** CloudEvents in structured mode, as JSON. */
  CLOUDEVENTS_JSON;

  /** Creates a reader and writer for one thread. */
  public <T extends SpecificRecord> EventFormat<T> create(Class<T> type) {
    return switch (this) {
      case AVRO -> new AvroFormat<>(type);
      case JSON -> new JsonFormat<>(type);
      case CLOUDEVENTS -> new CloudResultFormat<>(type, false);
      case CLOUDEVENTS_JSON -> new CloudResultFormat<>(type, true);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
