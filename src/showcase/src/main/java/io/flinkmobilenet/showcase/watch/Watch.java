package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.cli.kafka.Broker;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.ModelRecordReader;
import io.flinkmobilenet.protocol.RecordKey;
import io.flinkmobilenet.stream.config.TopicFormats;
import io.flinkmobilenet.stream.config.Topics;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;

/** A page that shows a running job by reading its topics. It is served until it is closed. */
public final class Watch implements AutoCloseable {
  private final WatchState state = new WatchState(Clock.systemUTC());
  private final List<TopicTail> tails = new ArrayList<>();
  private PageServer server;

  private Watch() {}

  /**
   * Starts reading the topics and serving the page. Brokers and topics need not exist yet.
   *
   * @param formats formats of their records
   * @param beginning position from which images, predictions and rejections are read
   * @param bind name or address of the interface to listen on
   * @param port port to listen on, 0 for a free one
   * @throws CommandFailure if the settings cannot be used or the port is taken
   */
  public static Watch start(
      KafkaProperties connection,
      Topics topics,
      TopicFormats formats,
      Beginning beginning,
      String bind,
      int port)
      throws CommandFailure {
    Watch watch = new Watch();
    try {
      watch.server = PageServer.start(bind, port, watch::snapshot, watch.state::file);
      watch.follow(connection, topics, formats, beginning);
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
   * Checks whether a page could be served at this address.
   *
   * @throws CommandFailure if it could not
   */
  public static void requireFree(String bind, int port) throws CommandFailure {
    PageServer.requireFree(bind, port);
  }

  /** The address of the page. */
  public URI address() {
    return server.address();
  }

  /** The current state. */
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

  private void follow(
      KafkaProperties connection, Topics topics, TopicFormats formats, Beginning beginning) {
    // The active model may have become active long ago, so this topic, which is short, is read from
    // its beginning.
    tail(
        topics.status(),
        connection,
        Beginning.EARLIEST,
        formats.statusEvents(topics.status()),
        state::status);
    tail(
        topics.images(), connection, beginning, formats.imageEvents(topics.images()), state::image);
    tail(
        topics.predictions(),
        connection,
        beginning,
        formats.predictionEvents(topics.predictions()),
        state::prediction);
    tail(
        topics.rejected(),
        connection,
        beginning,
        formats.rejectionEvents(topics.rejected()),
        state::rejected);
    followRequests(topics.models(), connection);
    // Clusters from before there were decisions lack this topic.
    tail(
        topics.decisions(),
        true,
        connection,
        Beginning.EARLIEST,
        ResultsFormat.AVRO.create(ModelDecision.class),
        state::decision);
  }

  private <T extends SpecificRecord> void tail(
      String topic,
      KafkaProperties connection,
      Beginning beginning,
      EventFormat<T> format,
      Consumer<T> reader) {
    tail(topic, false, connection, beginning, format, reader);
  }

  private <T extends SpecificRecord> void tail(
      String topic,
      boolean mayBeMissing,
      KafkaProperties connection,
      Beginning beginning,
      EventFormat<T> format,
      Consumer<T> reader) {
    TopicTail tail =
        TopicTail.start(
            topic,
            mayBeMissing,
            connection,
            beginning,
            record -> reader.accept(format.read(record)),
            state::unreadable);
    add(tail);
  }

  /**
   * Follows deployments, which lie anywhere in the topic of models and among many larger records.
   */
  private void followRequests(String topic, KafkaProperties connection) {
    ModelRecordReader models = new ModelRecordReader();
    add(
        TopicTail.start(
            topic,
            true,
            connection,
            Beginning.EARLIEST,
            record -> {
              if (RecordKey.of(record.key()).equals(RecordKey.DEPLOYMENT)) {
                models.read(record).ifPresent(this::requested);
              }
            },
            state::unreadable));
  }

  private void requested(ModelMessage message) {
    if (message instanceof Deployment deployment) {
      state.requested(deployment);
    } else {
      state.unreadable();
    }
  }

  private void add(TopicTail tail) {
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
