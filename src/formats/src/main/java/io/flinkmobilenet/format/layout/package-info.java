/**
 * Tensors of a model file, whose axes may be in any order, as maps and weights of a graph.
 *
 * <p>May import, besides the JDK: {@code graph}, {@code tensor}, {@code weights}.
 */
package io.flinkmobilenet.format.layout;
