/**
 * Networks as data, and the plan that runs one: folded, packed, fused, its memory laid out once.
 *
 * <p>May import, besides the JDK: {@code tensor}, {@code kernel}.
 */
package io.flinkmobilenet.network;
