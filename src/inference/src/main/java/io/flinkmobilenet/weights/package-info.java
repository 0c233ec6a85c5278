/**
 * Named tensors, independent of their file format. Each format has a subpackage.
 *
 * <p>May import, besides the JDK: {@code tensor}.
 */
package io.flinkmobilenet.weights;
