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
  CLOUDEVENTS(CloudImageFormat::new);

  private final Supplier<EventFormat<ImageEvent>> formats;

  ImagesFormat(Supplier<EventFormat<ImageEvent>> formats) {
    this.formats = formats;
  }

  /** Creates a reader and writer for one thread. */
  public EventFormat<ImageEvent> create() {
    return formats.get();
  }

  /** Returns whether records may refer to an image in place of containing it. */
  public boolean hasReferences() {
    return this == AVRO || this == JSON;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
