/**
 * Types that the image decoders share: rows of pixels, the region of an image that is needed, and
 * arrays that are reused from image to image.
 *
 * <p>May import nothing besides the JDK.
 */
package io.flinkmobilenet.image.rows;
