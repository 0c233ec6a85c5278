/**
 * Classifies images without Kafka and without Flink.
 *
 * <p>May import, besides the JDK: {@code cli.terminal}, {@code cli.input}, {@code model}, {@code
 * network}, {@code image}, picocli.
 */
package io.flinkmobilenet.cli.classify;
