/**
 * The two operators: "decode and normalise" makes pixels of images, and Classify makes predictions
 * of pixels and learns, loads and activates models.
 *
 * <p>May import, besides the JDK: what {@code stream} may import.
 */
package io.flinkmobilenet.stream.operator;
