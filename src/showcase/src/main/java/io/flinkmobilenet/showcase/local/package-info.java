/**
 * Runs everything in one process: {@code LocalServices} are a broker and a cluster, {@code
 * LocalJob} is a job that runs on them.
 *
 * <p>May import, besides the JDK: {@code cli.input}, {@code cli.terminal}, {@code embedded}, {@code
 * importing}, {@code kafka}, {@code model}, {@code protocol}, {@code protocol.client}, {@code
 * showcase.roadsigns}, {@code stream}, {@code stream.config}, {@code stream.kafka}, {@code
 * stream.state}, Flink.
 */
package io.flinkmobilenet.showcase.local;
