package io.flinkmobilenet.cli.watch;

/**
 * A picture that may be shown.
 *
 * @param bytes the encoded file
 * @param trueClass empty where none was given
 */
record Sample(String id, byte[] bytes, String trueClass) {}
