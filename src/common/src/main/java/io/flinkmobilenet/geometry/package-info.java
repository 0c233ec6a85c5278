/**
 * How an image of any size is brought to a network's input size, as numbers that image decoding and
 * models share.
 *
 * <p>May import, besides the JDK: nothing.
 */
package io.flinkmobilenet.geometry;
