package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.client.ModelTopic;
import io.flinkmobilenet.stream.operator.ModelHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the models topic for an operator that has no model.
 *
 * <p>The topic is read twice: first the announcements, with the requests sorted to the front, then
 * everything. A topic may hold more models than are kept; in this order the right ones are kept,
 * and only their chunks are stored.
 */
final class KafkaModelHistory implements ModelHistory {
  private static final long serialVersionUID = 1;

  private final KafkaProperties kafka;
  private final String topic;

  KafkaModelHistory(KafkaProperties kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  @Override
  public Reading open() {
    ModelTopic models = new ModelTopic(kafka, topic);
    try {
      return new TopicReading(models, models.end());
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  private static final class TopicReading implements Reading {
    private final ModelTopic topic;
    private final long end;
    private final List<ModelMessage> announcements = new ArrayList<>();
    private boolean announced;

    TopicReading(ModelTopic topic, long end) {
      this.topic = topic;
      this.end = end;
    }

    @Override
    public List<ModelMessage> next(Duration timeout) {
      if (announced) {
        return topic.poll(timeout);
      }
      topic.poll(timeout).stream().filter(ModelMessage::isAnnouncement).forEach(announcements::add);
      if (topic.position() < end) {
        return List.of();
      }
      announced = true;
      topic.rewind();
      // The sort is stable: everything else stays in the order of the topic.
      announcements.sort(Comparator.comparing(message -> !(message instanceof ModelRequest)));
      return announcements;
    }

    @Override
    public boolean atEnd() {
      return announced && topic.position() >= end;
    }

    @Override
    public void close() {
      topic.close();
    }
  }
}
