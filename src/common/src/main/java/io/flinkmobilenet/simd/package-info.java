/**
 * The vectors of this CPU, the choice between vector and scalar kernels, and the loading of classes
 * that need the Vector API.
 *
 * <p>May import, besides the JDK: {@code jdk.incubator.vector} (only the lanes), SLF4J.
 */
package io.flinkmobilenet.simd;
