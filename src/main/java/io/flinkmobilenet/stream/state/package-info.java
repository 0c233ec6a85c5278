/**
 * The types that the operators keep in Flink state or send over edges, among them the messages of
 * the models topic, with their serializers.
 *
 * <p>May import, besides the JDK, what {@code stream} may import.
 */
package io.flinkmobilenet.stream.state;
