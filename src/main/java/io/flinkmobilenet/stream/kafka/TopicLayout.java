package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.config.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How the job's topics have to be made: pictures and what became of them in as many partitions as a
 * user likes, models in one, so that they have an order, and compacted, so that they stay.
 */
public final class TopicLayout {
  private static final Map<String, String> COMPACTED =
      Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

  private TopicLayout() {}

  /**
   * The job's five topics.
   *
   * @param partitions of the topics of pictures, predictions and rejected pictures
   * @param replicas of every partition; empty for the broker's default
   */
  public static List<NewTopic> of(Topics topics, int partitions, Optional<Short> replicas) {
    return List.of(
        new NewTopic(topics.images(), Optional.of(partitions), replicas),
        new NewTopic(topics.predictions(), Optional.of(partitions), replicas),
        new NewTopic(topics.rejected(), Optional.of(partitions), replicas),
        new NewTopic(topics.models(), Optional.of(1), replicas).configs(COMPACTED),
        new NewTopic(topics.status(), Optional.of(1), replicas).configs(COMPACTED));
  }
}
