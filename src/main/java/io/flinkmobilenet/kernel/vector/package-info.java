/**
 * The kernels on the Vector API. Loaded by name by the kernel provider, imported by nobody.
 *
 * <p>May import, besides the JDK: {@code kernel}, {@code jdk.incubator.vector}.
 */
package io.flinkmobilenet.kernel.vector;
