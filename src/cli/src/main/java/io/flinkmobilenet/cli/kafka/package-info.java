/**
 * The commands that write images to Kafka, read the results and create the topics.
 *
 * <p>May import, besides the JDK: {@code kafka}, {@code cli.terminal}, {@code cli.input}, {@code
 * cli.gallery}, {@code event}, {@code event.format}, {@code image}, {@code stream.config}, {@code
 * stream.kafka}, Flink's durations and sizes, Kafka clients, Avro, picocli.
 */
package io.flinkmobilenet.cli.kafka;
