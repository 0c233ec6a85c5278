/**
 * A Kafka broker and a Flink cluster inside this JVM, for the demonstration and the tests.
 *
 * <p>May import, besides the JDK: {@code kafka}, Flink, Kafka.
 */
package io.flinkmobilenet.embedded;
