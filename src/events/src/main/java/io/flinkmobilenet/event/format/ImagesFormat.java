package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.ImageEvent;
import java.util.Locale;
import java.util.function.Supplier;

/** Formats of the records of the images topic, named as on the command line. */
public enum ImagesFormat {
  /** Avro's single-object encoding of {@link ImageEvent}. */
  AVRO(() -> new AvroFormat<>(ImageEvent.class)),
  /** The image's file. */
  RAW(RawFormat::new),
  /** {@link ImageEvent} as JSON with the image in base64. */
  JSON(() -> new JsonFormat<>(ImageEvent.class)),
  /** CloudEvents in binary or structured mode whose data is the image's file. */
  CLOUDEVENTS(CloudImageFormat::new),
  /** Avro's binary encoding after Confluent's header, with the schemas in a registry. */
  CONFLUENT(null);

  private final Supplier<EventFormat<ImageEvent>> formats;

  ImagesFormat(Supplier<EventFormat<ImageEvent>> formats) {
    this.formats = formats;
  }

  /** Creates a reader and writer for one thread; the format must not be {@link #CONFLUENT}. */
  public EventFormat<ImageEvent> create() {
    return create("", RegistrySettings.NONE);
  }

  /**
   * Creates a reader and writer for one thread.
   *
   * @param topic name of the images topic
   * @param registry for the schemas of {@link #CONFLUENT}
   */
  public EventFormat<ImageEvent> create(String topic, RegistrySettings registry) {
    return this == CONFLUENT
        ? new ConfluentFormat<>(ImageEvent.class, new SchemaRegistry(registry), topic)
        : formats.get();
  }

  /** Returns whether records may refer to an image in place of containing it. */
  public boolean hasReferences() {
    return this == AVRO || this == JSON || this == CONFLUENT;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
