package io.flinkmobilenet.event;

import java.util.List;

/** Finds the schemas with which values were written. */
@FunctionalInterface
public interface WriterSchemas {
  /** Most characters of a schema and of those that it refers to, taken together. */
  int LONGEST = 256 << 10;

  /**
   * Returns the schema with an id as JSON, which need not be trusted, after the schemas that it
   * refers to. Each of these follows those that it refers to itself.
   *
   * @throws UnreadableEventException if there is no such schema
   */
  List<String> schema(int id) throws UnreadableEventException;
}
