/**
 * From an encoded picture to upright 8-bit RGB at the network's input geometry.
 *
 * <p>The way of a picture: {@code ImageFormat} knows it by its first bytes; a {@code …Walk} checks
 * the container and finds size, colours and orientation; {@code ImageDecoder} holds the size
 * against the limits; a {@code …File} has the pixels read by a reader of the ImageIO library and
 * makes them RGB; {@code Orientation} turns them; {@code Normaliser} resizes and crops. A JPEG
 * picture goes through {@code image.jpeg} instead, whose rows {@code RowNormaliser} turns, resizes
 * and crops as they come.
 *
 * <p>May import, besides the JDK: {@code tensor}, {@code kernel}, {@code image.jpeg}, the ImageIO
 * library.
 */
package io.flinkmobilenet.image;
