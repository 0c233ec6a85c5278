/**
 * The Flink job: {@code InferenceJob} wires sources, operators and sinks.
 *
 * <p>May import, besides the JDK: {@code model}, {@code network}, {@code kernel}, {@code image},
 * {@code event}, Flink, Kafka clients.
 */
package io.flinkmobilenet.stream;
