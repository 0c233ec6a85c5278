/**
 * The page that shows what a job does while it does it: the topics in, what a browser draws out.
 *
 * <p>{@code TopicTail}s read, {@code WatchState} keeps a bounded memory of what was read, {@code
 * PageServer} hands snapshots of it to browsers. However long it runs and however fast pictures
 * come, nothing in here grows without a limit.
 *
 * <p>May import, besides the JDK: {@code cli.terminal}, {@code cli.kafka}, {@code event}, {@code
 * image}, {@code stream.config}, Kafka clients, Jetty, Jackson, picocli.
 */
package io.flinkmobilenet.cli.watch;
