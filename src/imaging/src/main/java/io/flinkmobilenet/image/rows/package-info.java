/**
 * Types that the image decoders share: rows of pixels, the region of an image that is needed,
 * arrays that are reused from image to image, and the exception for bytes that cannot be decoded.
 *
 * <p>May import, besides the JDK: nothing.
 */
package io.flinkmobilenet.image.rows;
