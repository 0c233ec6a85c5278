/**
 * The arithmetic of images on the Vector API. It is loaded by name; no class imports it.
 *
 * <p>May import, besides the JDK: {@code image.arithmetic}, {@code simd}, {@code
 * jdk.incubator.vector}.
 */
package io.flinkmobilenet.image.arithmetic.vector;
