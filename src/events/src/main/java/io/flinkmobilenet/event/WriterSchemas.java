package io.flinkmobilenet.event;

/** Finds the schemas with which values were written. */
@FunctionalInterface
public interface WriterSchemas {
  /**
   * Returns the schema with an id as JSON, which need not be trusted.
   *
   * @throws UnreadableEventException if there is no such schema
   */
  String schema(int id) throws UnreadableEventException;
}
