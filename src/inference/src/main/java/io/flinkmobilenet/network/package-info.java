/**
 * Networks as data, and plans that run them: normalisation is folded, weights are packed, layers
 * are fused, and memory is laid out once.
 *
 * <p>May import, besides the JDK: {@code graph}, {@code graph.pass}, {@code kernel}, {@code
 * kernel.scalar}, {@code tensor}, {@code com.sun.management}.
 */
package io.flinkmobilenet.network;
