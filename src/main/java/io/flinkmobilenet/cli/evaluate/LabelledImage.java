package io.flinkmobilenet.cli.evaluate;

/**
 * A picture of which it is known what it shows.
 *
 * @param truth index of its class
 * @param encoded the file
 */
record LabelledImage(int truth, byte[] encoded) {}
