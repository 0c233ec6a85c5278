/**
 * What the Kafka topics carry: classes generated from {@code schemas/}, and their codec.
 *
 * <p>May import, besides the JDK: Avro.
 */
package io.flinkmobilenet.event;
