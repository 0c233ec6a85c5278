/**
 * The kernels on the Vector API. The kernel provider loads them by name; no class imports them.
 *
 * <p>May import, besides the JDK: {@code kernel}, {@code graph}, {@code simd}, {@code
 * jdk.incubator.vector}.
 */
package io.flinkmobilenet.kernel.vector;
