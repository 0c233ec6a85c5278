/**
 * The demonstration: broker, cluster and job in one process, from images to predictions.
 *
 * <p>A {@code Demonstration} uses either a camera or a folder as input.
 *
 * <p>May import, besides the JDK: {@code kafka}, {@code protocol}, {@code stream}, the other
 * packages of {@code cli}, {@code showcase.roadsigns}, {@code event}, Kafka clients, picocli.
 */
package io.flinkmobilenet.showcase.demo;
