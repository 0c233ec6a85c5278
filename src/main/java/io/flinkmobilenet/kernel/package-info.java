/**
 * The arithmetic of the network's layers and of image decoding, and the choice between its
 * implementations.
 *
 * <p>May import, besides the JDK: {@code graph}, SLF4J.
 */
package io.flinkmobilenet.kernel;
