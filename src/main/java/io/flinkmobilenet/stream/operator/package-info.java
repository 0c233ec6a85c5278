/**
 * The operators Decode, Normalise and Classify, and the model protocol by which Classify learns,
 * loads and activates models.
 *
 * <p>May import, besides the JDK, what {@code stream} may import.
 */
package io.flinkmobilenet.stream.operator;
