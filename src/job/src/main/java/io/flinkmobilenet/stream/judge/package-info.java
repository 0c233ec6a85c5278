/**
 * Decides about rollouts: from observations of images and the plans of deployments to decisions,
 * which become records of a topic of their own.
 *
 * <p>May import, besides the JDK: what {@code stream} may import.
 */
package io.flinkmobilenet.stream.judge;
