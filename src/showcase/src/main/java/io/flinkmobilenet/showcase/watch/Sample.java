package io.flinkmobilenet.showcase.watch;

/**
 * An image that may be shown.
 *
 * @param bytes the encoded file
 * @param trueClass empty if none was given
 */
record Sample(String id, byte[] bytes, String trueClass) {}
