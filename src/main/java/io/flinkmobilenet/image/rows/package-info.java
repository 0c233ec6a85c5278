/**
 * What the decoders of images share: rows of pixels as they come, the part of an image that is
 * wanted, and arrays that one image after the other uses.
 *
 * <p>May import nothing besides the JDK.
 */
package io.flinkmobilenet.image.rows;
