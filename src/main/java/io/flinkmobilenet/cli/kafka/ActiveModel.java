package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.stream.config.JobOptions;
import io.flinkmobilenet.stream.config.KafkaProperties;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** Whether a job has said that a model is active: without one there are no predictions. */
final class ActiveModel {
  /** What to do where there is none. */
  static final String ADVICE =
      "mobilenet model publish DIR --name NAME --version VERSION --activate, and mobilenet submit"
          + " where no job runs";

  private ActiveModel() {}

  /** Says it where none is; nothing where that cannot be found out. */
  static void complainWhereNone(KafkaProperties connection, OutputOptions output)
      throws InterruptedException {
    String topic = JobOptions.STATUS_TOPIC.defaultValue();
    try {
      if (!isKnown(connection, topic)) {
        output.complain(
            "no prediction yet, and topic %s tells of no active model: %s"
                .formatted(topic, ADVICE));
      }
    } catch (CommandFailure | KafkaException e) {
      // Not everybody may read that topic, and there need not be one.
    }
  }

  private static boolean isKnown(KafkaProperties connection, String topic)
      throws CommandFailure, InterruptedException {
    EventCodec<ModelStatus> codec = EventCodec.of(ModelStatus.class);
    Set<String> active = new HashSet<>();
    try (TopicReader reader = TopicReader.open(topic, connection, Beginning.EARLIEST)) {
      Optional<ConsumerRecord<byte[], byte[]>> next;
      while ((next = reader.nextBeforeEnd()).isPresent()) {
        if (next.get().value() != null) {
          follow(codec, next.get().value(), active);
        }
      }
    }
    return !active.isEmpty();
  }

  private static void follow(EventCodec<ModelStatus> codec, byte[] value, Set<String> active) {
    try {
      ModelStatus status = codec.decode(value);
      String model = status.getName() + "/" + status.getVersion();
      if (status.getState() == ModelState.ACTIVE) {
        active.add(model);
      } else {
        active.remove(model);
      }
    } catch (UnreadableEventException e) {
      // What is no status says nothing about a model.
    }
  }
}
