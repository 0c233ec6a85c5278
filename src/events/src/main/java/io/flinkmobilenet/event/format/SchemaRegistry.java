package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Schemas in a registry that speaks Confluent's protocol over HTTP. Each thread needs an instance
 * of its own.
 *
 * <p>Ids without a usable schema are remembered for a while. Records with the same id then cost no
 * request each, and a schema that comes later is found all the same.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">Schema
 *     Registry API reference</a>
 */
final class SchemaRegistry implements SchemaStore {
  private static final int MOST_UNUSABLE = 1000;
  private static final long UNUSABLE_NANOS = Duration.ofSeconds(10).toNanos();

  private final RegistrySettings settings;
  private RegistryConnection connection;

  private final Map<Integer, Unusable> unusable =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Unusable> eldest) {
          return size() > MOST_UNUSABLE;
        }
      };

  /**
   * An id without a usable schema.
   *
   * @param found what there is instead
   * @param again time from which on it is asked for again, as of {@link System#nanoTime}
   */
  private record Unusable(String found, long again) {}

  /** Describes a registry, without connecting to it. */
  SchemaRegistry(RegistrySettings settings) {
    if (settings.urls().isEmpty()) {
      throw new IllegalArgumentException("expected the URL of a schema registry, found none");
    }
    this.settings = settings;
  }

  /**
   * Returns a schema and those that it refers to as JSON.
   *
   * @throws UnreadableEventException if the registry does not have one of them, or one is not of
   *     Avro
   * @throws SchemaRegistryException if the registry does not give all usable answers within the
   *     deadline
   */
  @Override
  public List<String> schema(int id) throws UnreadableEventException {
    Unusable known = unusable.get(id);
    if (known != null && System.nanoTime() - known.again() < 0) {
      throw refusal(id, known);
    }
    long end = connection().end();
    String path = "/schemas/ids/" + Integer.toUnsignedString(id);
    RegistryAnswers.Registered found = connection().ask(path, null, RegistryAnswers::schema, end);
    if (found == null) {
      throw remembered(id, "none with");
    }
    try {
      return new ReferencedSchemas(reference -> referred(reference, end)).of(found);
    } catch (ReferencedSchemas.UnusableSchemaException e) {
      throw remembered(id, e.getMessage() + " for");
    }
  }

  private RegistryAnswers.Registered referred(RegistryAnswers.Reference reference, long end) {
    String path = subject(reference.subject()) + "/versions/" + reference.version();
    return connection().ask(path, null, RegistryAnswers::schema, end);
  }

  private static String subject(String name) {
    return "/subjects/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private UnreadableEventException remembered(int id, String found) {
    Unusable now = new Unusable(found, System.nanoTime() + UNUSABLE_NANOS);
    // Removed first, so that it becomes the youngest.
    unusable.remove(id);
    unusable.put(id, now);
    return refusal(id, now);
  }

  private UnreadableEventException refusal(int id, Unusable schema) {
    return new UnreadableEventException(
        Reason.UNKNOWN_SCHEMA,
        "expected a schema of Avro in the registry %s, found %s id %s"
            .formatted(settings.name(), schema.found(), Integer.toUnsignedString(id)));
  }

  @Override
  public int id(String name, String subject, String schema) {
    String path = subject(subject) + (settings.readOnly() ? "" : "/versions");
    String body = RegistryAnswers.registration(schema);
    Integer id = connection().ask(path, body, RegistryAnswers::id, connection().end());
    if (id == null) {
      throw SchemaRegistryException.of(
          settings,
          "expected the schema of %s in the subject %s, found none".formatted(name, subject),
          null);
    }
    return id;
  }

  /** Made on the machine that asks, because its credentials may be there only. */
  private RegistryConnection connection() {
    if (connection == null) {
      connection = new RegistryConnection(settings);
    }
    return connection;
  }
}
