/**
 * The architectures of networks, one file each: what their settings are and which graph follows
 * from them. A new architecture is one file and one line in {@link
 * io.flinkmobilenet.architecture.Architectures}.
 *
 * <p>May import, besides the JDK: {@code graph}, {@code network}.
 */
package io.flinkmobilenet.architecture;
