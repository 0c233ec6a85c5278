/**
 * The job's options, each a typed constant, read once into a record.
 *
 * <p>May import, besides the JDK: as {@code stream}.
 */
package io.flinkmobilenet.stream.config;
