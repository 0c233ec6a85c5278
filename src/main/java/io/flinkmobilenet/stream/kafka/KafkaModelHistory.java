package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.config.KafkaProperties;
import io.flinkmobilenet.stream.operator.ModelHistory;
import io.flinkmobilenet.stream.state.ActivationRequest;
import io.flinkmobilenet.stream.state.ModelMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The models topic for an operator without a model.
 *
 * <p>Reads twice: the announcements first, the activation in front of them, so that of a topic with
 * more models than are kept only the right ones' chunks are.
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
    public List<ModelMessage> next(Duration patience) {
      if (announced) {
        return topic.poll(patience);
      }
      topic.poll(patience).stream()
          .filter(ModelMessage::isAnnouncement)
          .forEach(announcements::add);
      if (topic.position() < end) {
        return List.of();
      }
      announced = true;
      topic.rewind();
      // A stable sort: all else stays in the order of the topic.
      announcements.sort(Comparator.comparing(message -> !(message instanceof ActivationRequest)));
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
