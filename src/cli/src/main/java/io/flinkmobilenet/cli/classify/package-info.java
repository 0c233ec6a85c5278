/**
 * Classifies images without Kafka and without Flink, and compares the results with others.
 *
 * <p>May import, besides the JDK: {@code cli.input}, {@code cli.terminal}, {@code geometry}, {@code
 * image}, {@code model}, {@code network}, Jackson, picocli.
 */
package io.flinkmobilenet.cli.classify;
