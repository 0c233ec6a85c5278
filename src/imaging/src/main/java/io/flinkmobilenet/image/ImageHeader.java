package io.flinkmobilenet.image;

/**
 * What the beginning of an encoded image says of it.
 *
 * @param mediaType media type of the format, for example {@code image/jpeg}
 * @param width pixels per row of the upright image
 * @param height rows of the upright image
 */
public record ImageHeader(String mediaType, int width, int height) {}
