package io.flinkmobilenet.cli.kafka;

/**
 * The result of publishing images.
 *
 * @param images number of images that Kafka has acknowledged
 * @param failed number of files that could not be read, were not accepted, or were named but are
 *     not images
 * @param skipped number of files in folders that are not images
 * @param bytes bytes of the acknowledged images
 * @param seconds time from the first image to the last
 */
public record Published(long images, long failed, long skipped, long bytes, double seconds) {}
