package io.flinkmobilenet.cli.kafka;

/**
 * What came of publishing.
 *
 * @param pictures acknowledged by Kafka
 * @param failed could not be read or were not taken, or are no images though they were named
 * @param skipped no images, found in folders
 * @param bytes of the pictures that were taken
 * @param seconds from the first to the last
 */
public record Published(long pictures, long failed, long skipped, long bytes, double seconds) {}
