/**
 * Measures the accuracy of a model on labelled images, without Kafka and without Flink.
 *
 * <p>May import, besides the JDK: {@code cli.terminal}, {@code cli.input}, {@code cli.classify},
 * {@code showcase.roadsigns}, {@code showcase.chart}, {@code model}, {@code network}, {@code
 * image}, picocli.
 */
package io.flinkmobilenet.showcase.evaluate;
