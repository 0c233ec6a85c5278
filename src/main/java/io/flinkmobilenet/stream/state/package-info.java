/**
 * What the operators keep in Flink state and send over its edges, with the serializers.
 *
 * <p>May import, besides the JDK: as {@code stream}.
 */
package io.flinkmobilenet.stream.state;
