/**
 * The Flink job: {@code InferenceJob} wires sources, operators and sinks.
 *
 * <p>May import, besides the JDK: {@code event}, {@code protocol}, {@code stream.config},
 * {@code stream.judge}, {@code stream.kafka}, {@code stream.operator}, {@code stream.state}, Avro,
 * Commons Statistics, Flink, Kafka clients and SLF4J.
 */
package io.flinkmobilenet.stream;
