/**
 * The options of the job, each a typed constant. They are read once into an immutable record.
 *
 * <p>May import, besides the JDK: what {@code stream} may import.
 */
package io.flinkmobilenet.stream.config;
