package io.flinkmobilenet.image.webp;

/**
 * The size of an image.
 *
 * @param width pixels per row, 1 to 16384
 * @param height rows, 1 to 16384
 */
public record FrameSize(int width, int height) {}
