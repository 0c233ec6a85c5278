/**
 * Hostile input for every door through which bytes come in: generated ones by the hour with the
 * profile {@code fuzz}, those that were worth keeping in every build.
 *
 * <p>May import, besides the JDK: {@code com.sun.management}.
 */
package io.flinkmobilenet.fuzz;
