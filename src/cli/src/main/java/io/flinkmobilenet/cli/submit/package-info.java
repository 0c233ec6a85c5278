/**
 * Starts and stops the job on a Flink cluster through its REST API.
 *
 * <p>May import, besides the JDK: {@code kafka}, {@code cli.terminal}, {@code cli.kafka}, {@code
 * stream.config}, {@code stream.kafka}, Flink's durations, Jackson, picocli.
 */
package io.flinkmobilenet.cli.submit;
