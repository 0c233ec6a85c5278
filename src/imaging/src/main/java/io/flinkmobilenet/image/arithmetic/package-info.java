/**
 * The integer arithmetic of image decoding and resizing, and the choice between its
 * implementations.
 *
 * <p>May import, besides the JDK: {@code simd}.
 */
package io.flinkmobilenet.image.arithmetic;
