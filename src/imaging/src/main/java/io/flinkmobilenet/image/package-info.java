/**
 * Decodes images to upright 8-bit RGB pixels and brings them to the network's input geometry.
 *
 * <p>The steps for each image: {@code ImageFormat} recognises the format by the first bytes; a
 * {@code …Walk} checks the container and finds size, colours and orientation; {@code ImageDecoder}
 * compares the size with the limits; a {@code …File} reads the pixels as rows of RGB, with {@code
 * image.jpeg} for JPEG and {@code image.webp} for WebP; {@code RowNormaliser} turns, resizes and
 * crops the rows as they arrive. {@code Orientation} and {@code Normaliser} do the same to an image
 * that is in memory as a whole.
 *
 * <p>May import, besides the JDK: {@code geometry}, {@code simd}, {@code image.arithmetic}, {@code
 * image.jpeg}, {@code image.webp}, {@code image.rows}.
 */
package io.flinkmobilenet.image;
