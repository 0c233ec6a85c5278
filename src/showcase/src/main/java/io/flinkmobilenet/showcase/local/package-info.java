/**
 * Runs everything in one process: {@code LocalServices} are a broker and a cluster, {@code
 * LocalJob} is a job that runs on them.
 *
 * <p>May import, besides the JDK: {@code kafka}, {@code protocol}, {@code protocol.client}, {@code
 * embedded}, {@code stream}, {@code cli.kafka}, {@code cli.model}, {@code cli.input}, {@code
 * cli.terminal}, {@code showcase.roadsigns}, {@code model}, Flink.
 */
package io.flinkmobilenet.showcase.local;
