/**
 * From an encoded picture to upright 8-bit RGB at the network's input geometry.
 *
 * <p>May import, besides the JDK: {@code tensor}, the ImageIO library.
 */
package io.flinkmobilenet.image;
