/**
 * Golden images: images with the logits of the scalar kernels, which a model carries, and the check
 * that the kernels of this JVM give the same.
 *
 * <p>May import, besides the JDK: what {@code stream} may import.
 */
package io.flinkmobilenet.stream.golden;
