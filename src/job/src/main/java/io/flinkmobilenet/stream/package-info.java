/**
 * The Flink job: {@code InferenceJob} wires sources, operators and sinks.
 *
 * <p>May import, besides the JDK: {@code model}, {@code kafka}, {@code protocol}, {@code
 * protocol.client}, {@code protocol.routing}, {@code protocol.signing}, {@code network}, {@code
 * kernel}, {@code simd}, {@code geometry}, {@code image}, {@code event}, {@code event.format},
 * Avro, Commons Statistics, Flink, Jackson, Kafka clients and SLF4J.
 */
package io.flinkmobilenet.stream;
