/**
 * Everything of the job that talks to Kafka: sources and sinks, the check of topics and rights
 * before the start, and a sink that replays aborted transactions.
 *
 * <p>May import, besides the JDK: what {@code stream} may import.
 */
package io.flinkmobilenet.stream.kafka;
