package io.flinkmobilenet.cli.kafka;

/**
 * What came of publishing.
 *
 * @param pictures acknowledged by Kafka
 * @param failed could not be read or were not taken
 * @param bytes of the pictures that were taken
 * @param seconds from the first to the last
 */
public record Published(long pictures, long failed, long bytes, double seconds) {}
