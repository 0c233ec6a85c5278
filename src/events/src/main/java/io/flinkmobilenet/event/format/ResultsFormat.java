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
  CLOUDEVENTS_JSON,
  /** Avro's binary encoding after Confluent's header, with the schemas in a registry. */
  CONFLUENT;

  /** Creates a reader and writer for one thread; the format must not be {@link #CONFLUENT}. */
  public <T extends SpecificRecord> EventFormat<T> create(Class<T> type) {
    return create(type, "", RegistrySettings.NONE);
  }

  /**
   * Creates a reader and writer for one thread.
   *
   * @param topic name of the topic of the events
   * @param registry for the schemas of {@link #CONFLUENT}
   */
  public <T extends SpecificRecord> EventFormat<T> create(
      Class<T> type, String topic, RegistrySettings registry) {
    return switch (this) {
      case AVRO -> new AvroFormat<>(type);
      case JSON -> new JsonFormat<>(type);
      case CLOUDEVENTS -> new CloudResultFormat<>(type, false);
      case CLOUDEVENTS_JSON -> new CloudResultFormat<>(type, true);
      case CONFLUENT -> new ConfluentFormat<>(type, new SchemaRegistry(registry), topic);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
