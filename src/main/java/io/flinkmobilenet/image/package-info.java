/**
 * From an encoded picture to upright 8-bit RGB at the network's input geometry.
 *
 * <p>The way of a picture: {@code ImageFormat} knows it by its first bytes; a {@code …Walk} checks
 * the container and finds size, colours and orientation; {@code ImageDecoder} holds the size
 * against the limits; a {@code …File} reads the pixels and makes rows of RGB of them, with {@code
 * image.jpeg} for JPEG and {@code image.webp} for WebP; {@code RowNormaliser} turns, resizes and
 * crops the rows as they come. {@code Orientation} and {@code Normaliser} do the same to a picture
 * that is there as a whole.
 *
 * <p>May import, besides the JDK: {@code tensor}, {@code kernel}, {@code image.jpeg}, {@code
 * image.webp}, {@code image.rows}.
 */
package io.flinkmobilenet.image;
