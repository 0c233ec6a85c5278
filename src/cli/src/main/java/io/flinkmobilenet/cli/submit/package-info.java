/**
 * Starts and stops the job on a Flink cluster through its REST API.
 *
 * <p>May import, besides the JDK: {@code cli.kafka}, {@code cli.terminal}, {@code kafka}, {@code
 * protocol}, {@code protocol.client}, {@code stream}, {@code stream.config}, {@code stream.kafka},
 * Flink, Jackson, picocli.
 */
package io.flinkmobilenet.cli.submit;
