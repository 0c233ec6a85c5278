/**
 * The types that the operators keep in Flink state or send over edges, and the serializers of these
 * types and of the messages of the models topic.
 *
 * <p>May import, besides the JDK: what {@code stream} may import.
 */
package io.flinkmobilenet.stream.state;
