package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.RememberedAnswer;
import io.flinkmobilenet.stream.state.RememberedAnswers;
import io.flinkmobilenet.stream.state.Thumbnail;

/**
 * Result of comparing an image with earlier ones of its source.
 *
 * @param basis digest of all that its answer depends on besides the image
 * @param sha256 SHA-256 of the encoded image
 * @param thumbnail thumbnail of the image; null if it was not needed or the image cannot be decoded
 * @param known the answers about earlier images of the source
 * @param repeated the answer that the image repeats; null if it has to be classified
 * @param exact whether that answer is about an image with the same bytes
 * @param distance distance from the image with that answer, 0 to 255
 */
record Comparison(
    String basis,
    byte[] sha256,
    Thumbnail thumbnail,
    RememberedAnswers known,
    RememberedAnswer repeated,
    boolean exact,
    int distance) {}
