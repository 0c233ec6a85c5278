package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.config.Topics;
import java.time.Duration;
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
  /** What a rejected picture's record has beside the record that was rejected. */
  private static final int REJECTION_BYTES = 64 << 10;

  /** What an image event's record has beside the encoded image: id, source, attributes, lengths. */
  private static final int EVENT_BYTES = 64 << 10;

  /** The longest images for which the records of rejected ones can have a length, bytes. */
  public static final int MOST_IMAGE_BYTES = Integer.MAX_VALUE - EVENT_BYTES - REJECTION_BYTES;

  /**
   * The segment that is being written is never compacted: with Kafka's 1 GiB and seven days, models
   * that were taken back would stay for a long time.
   */
  private static final Map<String, String> COMPACTED =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.SEGMENT_BYTES_CONFIG,
          Integer.toString(32 << 20),
          TopicConfig.SEGMENT_MS_CONFIG,
          Long.toString(Duration.ofHours(1).toMillis()));

  private final Topics topics;
  private final int partitions;
  private final Optional<Short> replicas;
  private final int maxImageBytes;

  /**
   * A layout.
   *
   * @param partitions of the topics of pictures, predictions and rejected pictures
   * @param replicas of every partition; empty for the broker's default
   * @param maxImageBytes length of the longest encoded image that the topics take
   */
  public TopicLayout(Topics topics, int partitions, Optional<Short> replicas, int maxImageBytes) {
    if (maxImageBytes < 1 || maxImageBytes > MOST_IMAGE_BYTES) {
      throw new IllegalArgumentException(
          "image bytes: expected 1 to %d, found %d".formatted(MOST_IMAGE_BYTES, maxImageBytes));
    }
    this.topics = topics;
    this.maxImageBytes = maxImageBytes;
    this.partitions = partitions;
    this.replicas = replicas;
  }

  /** The topic of pictures. */
  public NewTopic images() {
    return partitioned(topics.images()).configs(largest(largestImageRecord()));
  }

  /** {@code max.message.bytes} of the topic of pictures. */
  public int largestImageRecord() {
    return maxImageBytes + EVENT_BYTES;
  }

  /**
   * The other four.
   *
   * @param largestImageRecord {@code max.message.bytes} of the topic of pictures: a rejected
   *     picture's record holds such a record and some more
   */
  public List<NewTopic> others(int largestImageRecord) {
    return List.of(
        partitioned(topics.predictions()),
        partitioned(topics.rejected())
            .configs(largest(Math.addExact(largestImageRecord, REJECTION_BYTES))),
        compacted(topics.models()),
        compacted(topics.status()));
  }

  private static Map<String, String> largest(int bytes) {
    return Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
  }

  private NewTopic partitioned(String name) {
    return new NewTopic(name, Optional.of(partitions), replicas);
  }

  private NewTopic compacted(String name) {
    return new NewTopic(name, Optional.of(1), replicas).configs(COMPACTED);
  }
}
