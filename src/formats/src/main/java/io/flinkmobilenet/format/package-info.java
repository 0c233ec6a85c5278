/**
 * What a model file says that describes its network, whatever its format. Each format has a package
 * below {@code weights}.
 *
 * <p>May import, besides the JDK: {@code graph}, {@code graph.pass}, {@code network}, {@code
 * tensor}, {@code weights}.
 */
package io.flinkmobilenet.format;
