/**
 * The demonstration: broker, cluster and job in one process, from images to predictions.
 *
 * <p>A {@code Demonstration} uses either a camera or a folder as input.
 *
 * <p>May import, besides the JDK: {@code cli.input}, {@code cli.kafka}, {@code cli.terminal},
 * {@code event}, {@code kafka}, {@code protocol}, {@code showcase.camera}, {@code showcase.local},
 * {@code showcase.roadsigns}, {@code showcase.watch}, {@code stream.config}, Kafka, picocli.
 */
package io.flinkmobilenet.showcase.demo;
