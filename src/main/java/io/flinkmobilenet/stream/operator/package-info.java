/**
 * Decode, Normalise and Classify.
 *
 * <p>May import, besides the JDK: as {@code stream}.
 */
package io.flinkmobilenet.stream.operator;
