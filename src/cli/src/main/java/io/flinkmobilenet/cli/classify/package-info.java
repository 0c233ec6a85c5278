/**
 * Classifies images without Kafka and without Flink.
 *
 * <p>May import, besides the JDK: {@code cli.input}, {@code cli.terminal}, {@code geometry}, {@code
 * image}, {@code model}, {@code network}, picocli.
 */
package io.flinkmobilenet.cli.classify;
