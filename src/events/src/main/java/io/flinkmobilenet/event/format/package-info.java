/**
 * The formats in which events may be in the records of a topic: Avro's single-object encoding, the
 * bare image, JSON, CloudEvents, and Avro after Confluent's header with the schemas in a registry.
 *
 * <p>May import, besides the JDK: {@code event}, {@code kafka}, Avro, Jackson, Kafka clients.
 */
package io.flinkmobilenet.event.format;
