package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.WriterSchemas;
import io.flinkmobilenet.event.format.RegistryAnswers.Reference;
import io.flinkmobilenet.event.format.RegistryAnswers.Registered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Collects a schema and all that it refers to, directly or through others. A schema that leads back
 * to itself is left for the parser to refuse, because it uses a type that no schema before it has.
 *
 * @see <a
 *     href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#schema-references">Schema
 *     references</a>
 */
final class ReferencedSchemas {
  /** Most schemas that one may refer to, directly or through others. */
  static final int MOST = 16;

  private final Function<Reference, Registered> registry;
  private final Set<Reference> known = new HashSet<>();
  private final List<String> texts = new ArrayList<>();
  private int characters;

  /**
   * Prepares the collection of one schema.
   *
   * @param registry returns the schema that is referred to; null if there is none
   */
  ReferencedSchemas(Function<Reference, Registered> registry) {
    this.registry = registry;
  }

  /** A schema cannot be used; the message says what there is instead. */
  static final class UnusableSchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    private UnusableSchemaException(String found) {
      super(found);
    }
  }

  /** Returns a schema after those that it refers to, each after those that it refers to itself. */
  List<String> of(Registered schema) throws UnusableSchemaException {
    add(schema, "");
    return texts;
  }

  private void add(Registered schema, String place) throws UnusableSchemaException {
    if (!schema.type().equals("AVRO")) {
      throw new UnusableSchemaException("another type of schema" + place);
    }
    characters += schema.schema().length();
    for (Reference reference : schema.references()) {
      if (known.add(reference)) {
        add(reference);
      }
    }
    texts.add(schema.schema());
  }

  private void add(Reference reference) throws UnusableSchemaException {
    if (known.size() > MOST) {
      throw new UnusableSchemaException("more than " + MOST + " references");
    }
    if (characters > WriterSchemas.LONGEST) {
      throw new UnusableSchemaException(
          "more than " + WriterSchemas.LONGEST + " characters with all references");
    }
    String place = " as version %d of %s".formatted(reference.version(), reference.subject());
    Registered referred = registry.apply(reference);
    if (referred == null) {
      throw new UnusableSchemaException("none" + place);
    }
    add(referred, place);
  }
}
