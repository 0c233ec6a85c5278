/**
 * Times each kernel by itself; not part of the product.
 *
 * <p>May import, besides the JDK: {@code architecture}, {@code kernel}, {@code network}, {@code
 * simd}, JMH.
 */
package io.flinkmobilenet.peers.kernel;
