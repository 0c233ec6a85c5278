package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.WriterSchemas;

/** Schemas by their ids, to which those of written events are added. */
interface SchemaStore extends WriterSchemas {
  /**
   * Returns the id of a schema, which is registered unless it is there already.
   *
   * @param name of the event, for messages
   * @param schema as JSON
   * @throws SchemaRegistryException if the registry gives no usable answer within the deadline, or
   *     the schema is not there and must not be registered
   */
  int id(String name, String subject, String schema);
}
