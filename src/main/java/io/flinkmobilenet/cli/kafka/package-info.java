/**
 * The commands that write pictures to Kafka and read what became of them.
 *
 * <p>May import, besides the JDK: {@code cli.terminal}, {@code cli.input}, {@code cli.gallery},
 * {@code event}, {@code stream.config}, Flink's durations, Kafka clients, picocli.
 */
package io.flinkmobilenet.cli.kafka;
