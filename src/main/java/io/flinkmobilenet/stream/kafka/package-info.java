/**
 * Sources and sinks.
 *
 * <p>May import, besides the JDK: as {@code stream}.
 */
package io.flinkmobilenet.stream.kafka;
