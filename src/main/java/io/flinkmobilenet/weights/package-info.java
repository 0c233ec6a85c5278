/**
 * Named tensors, whatever file format they come from: one subpackage a format.
 *
 * <p>May import, besides the JDK: {@code tensor}.
 */
package io.flinkmobilenet.weights;
