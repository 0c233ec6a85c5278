package io.flinkmobilenet.cli.watch;

import io.flinkmobilenet.cli.kafka.Beginning;
import io.flinkmobilenet.cli.kafka.Broker;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.stream.config.KafkaProperties;
import io.flinkmobilenet.stream.config.Topics;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;

/** A page that shows a job at work, from its topics; it works until it is closed. */
public final class Watch implements AutoCloseable {
  private final WatchState state = new WatchState(Clock.systemUTC());
  private final List<TopicTail> tails = new ArrayList<>();
  private PageServer server;

  private Watch() {}

  /**
   * Begins to read the topics and to serve the page. Brokers and topics need not be there yet.
   *
   * @param beginning where to begin to read pictures, predictions and rejections
   * @param bind name or address of the interface to listen on
   * @param port to listen on, 0 for a free one
   * @throws CommandFailure where the settings cannot be used or the port is taken
   */
  public static Watch start(
      KafkaProperties connection, Topics topics, Beginning beginning, String bind, int port)
      throws CommandFailure {
    Watch watch = new Watch();
    try {
      watch.server = PageServer.start(bind, port, watch::snapshot, watch.state::file);
      watch.follow(connection, topics, beginning);
      return watch;
    } catch (KafkaException e) {
      watch.close();
      throw Broker.unusable(connection, e);
    } catch (CommandFailure e) {
      watch.close();
      throw e;
    }
  }

  /**
   * Tries whether a page could be served there, before what it shows is started.
   *
   * @throws CommandFailure where it could not
   */
  public static void requireFree(String bind, int port) throws CommandFailure {
    PageServer.requireFree(bind, port);
  }

  /** Where a browser finds the page. */
  public URI address() {
    return server.address();
  }

  /** What was seen so far. */
  WatchSnapshot snapshot() {
    return state.snapshot(tails().stream().map(TopicTail::source).toList());
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    tails().forEach(TopicTail::close);
  }

  private void follow(KafkaProperties connection, Topics topics, Beginning beginning) {
    // The model in charge may have taken charge long ago; the topic is short.
    tail(topics.status(), connection, Beginning.EARLIEST, ModelStatus.class, state::status);
    tail(topics.images(), connection, beginning, ImageEvent.class, state::image);
    tail(topics.predictions(), connection, beginning, Prediction.class, state::prediction);
    tail(topics.rejected(), connection, beginning, RejectedImage.class, state::rejected);
  }

  private <T extends SpecificRecord> void tail(
      String topic,
      KafkaProperties connection,
      Beginning beginning,
      Class<T> type,
      Consumer<T> reader) {
    EventCodec<T> codec = EventCodec.of(type);
    TopicTail tail =
        TopicTail.start(
            topic,
            connection,
            beginning,
            value -> reader.accept(codec.decode(value)),
            state::unreadable);
    synchronized (tails) {
      tails.add(tail);
    }
  }

  private List<TopicTail> tails() {
    synchronized (tails) {
      return List.copyOf(tails);
    }
  }
}
