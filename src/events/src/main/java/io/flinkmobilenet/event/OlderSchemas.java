package io.flinkmobilenet.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Earlier schemas of events.
 *
 * <p>They are in {@code schemas/older} as {@code <record>.1.avsc}, {@code <record>.2.avsc} and so
 * on, without a gap, and are packed into the jar next to this class.
 */
final class OlderSchemas {
  private OlderSchemas() {}

  /** Returns the earlier schemas of the given event, the oldest first. */
  static List<Schema> of(Class<?> event) {
    List<Schema> schemas = new ArrayList<>();
    for (int number = 1; ; number++) {
      String resource = "older/" + event.getSimpleName() + "." + number + ".avsc";
      try (InputStream stream = OlderSchemas.class.getResourceAsStream(resource)) {
        if (stream == null) {
          return schemas;
        }
        schemas.add(new Schema.Parser().parse(stream));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
