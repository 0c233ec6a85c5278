/**
 * Measures the accuracy of a model on labelled images, without Kafka and without Flink.
 *
 * <p>May import, besides the JDK: {@code cli.classify}, {@code cli.input}, {@code cli.terminal},
 * {@code geometry}, {@code image}, {@code model}, {@code network}, {@code showcase.chart}, {@code
 * showcase.roadsigns}, picocli.
 */
package io.flinkmobilenet.showcase.evaluate;
