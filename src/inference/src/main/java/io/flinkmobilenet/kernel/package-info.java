/**
 * The arithmetic of the network's layers, and the choice between its implementations.
 *
 * <p>May import, besides the JDK: {@code graph}, {@code simd}.
 */
package io.flinkmobilenet.kernel;
