package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.SchemaRegistryException;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.kafka.TopicReader;
import io.flinkmobilenet.stream.config.JobOptions;
import io.flinkmobilenet.stream.config.TopicFormats;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** Checks whether a job has reported an active model, without which there are no predictions. */
final class ActiveModelCheck {
  /** Advice if there is no active model. */
  static final String ADVICE =
      "mobilenet model publish MODEL --name NAME --version VERSION --activate, and mobilenet submit"
          + " if no job is running";

  private ActiveModelCheck() {}

  /** Prints a message if no model is active; prints nothing if the status cannot be read. */
  static void complainWhereNone(
      KafkaProperties connection, TopicFormats formats, OutputOptions output)
      throws InterruptedException {
    String topic = JobOptions.STATUS_TOPIC.defaultValue();
    try {
      if (!isKnown(connection, topic, formats)) {
        output.complain(
            "no prediction yet, and topic %s reports no active model: %s".formatted(topic, ADVICE));
      }
    } catch (KafkaNotReadyException | KafkaException | SchemaRegistryException e) {
      // The topic may not exist, or the user may not be allowed to read it or its schemas.
    }
  }

  private static boolean isKnown(KafkaProperties connection, String topic, TopicFormats formats)
      throws KafkaNotReadyException {
    EventFormat<ModelStatus> statuses = formats.statusEvents(topic);
    Set<String> active = new HashSet<>();
    try (TopicReader reader = TopicReader.open(topic, connection, Beginning.EARLIEST)) {
      Optional<ConsumerRecord<byte[], byte[]>> next;
      while ((next = reader.nextBeforeEnd()).isPresent()) {
        if (next.get().value() != null) {
          follow(statuses, next.get(), active);
        }
      }
    }
    return !active.isEmpty();
  }

  private static void follow(
      EventFormat<ModelStatus> statuses, ConsumerRecord<byte[], byte[]> next, Set<String> active) {
    try {
      ModelStatus status = statuses.read(next);
      String model = status.getName() + "/" + status.getVersion();
      if (status.getState() == ModelState.ACTIVE) {
        active.add(model);
      } else {
        active.remove(model);
      }
    } catch (UnreadableEventException e) {
      // A record that is not a status is ignored.
    }
  }
}
