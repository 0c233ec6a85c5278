/**
 * The page that shows a running job live.
 *
 * <p>{@code TopicTail}s read the topics, {@code WatchState} keeps a bounded state, and {@code
 * PageServer} sends snapshots of it to browsers. However long it runs and however fast images
 * arrive, nothing in this package grows without a limit.
 *
 * <p>May import, besides the JDK: {@code kafka}, {@code cli.terminal}, {@code cli.kafka}, {@code
 * event}, {@code event.format}, {@code protocol}, {@code image}, {@code stream.config}, Kafka
 * clients, Avro, Jetty, Jackson, picocli.
 */
package io.flinkmobilenet.showcase.watch;
