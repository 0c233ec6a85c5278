package io.flinkmobilenet.showcase.evaluate;

/**
 * An image whose true class is known.
 *
 * @param truth index of its class
 * @param encoded the file
 */
record LabelledImage(int truth, byte[] encoded) {}
