package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Partitions and settings of the job's topics. Images, predictions and rejected images have any
 * number of partitions. Models, their status and decisions about them have one, so that they are
 * ordered, and are compacted, so that they are kept.
 */
public final class TopicLayout {
  /** Bytes of a rejected image's record besides the record that was rejected. */
  private static final int REJECTION_BYTES = 64 << 10;

  /**
   * Bytes of an image event's record besides the encoded image: id, source, attributes, lengths.
   */
  private static final int EVENT_BYTES = 64 << 10;

  /**
   * Longest image, in bytes, for which the length of a rejected image's record fits into an int.
   */
  public static final int MOST_IMAGE_BYTES = Integer.MAX_VALUE - EVENT_BYTES - REJECTION_BYTES;

  /**
   * Kafka never compacts the segment that is being written: with its defaults of 1 GiB and seven
   * days, withdrawn models would stay for a long time.
   */
  private static final Map<String, String> COMPACTED =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.SEGMENT_BYTES_CONFIG,
          Integer.toString(32 << 20),
          TopicConfig.SEGMENT_MS_CONFIG,
          Long.toString(Duration.ofHours(1).toMillis()));

  private static final short ONE_REPLICA = 1;

  private final Topics topics;
  private final int partitions;
  private final Optional<Short> replicas;
  private final int maxImageBytes;

  /**
   * Creates a layout.
   *
   * @param partitions number of partitions of the topics of images, predictions and rejected images
   * @param replicas number of replicas of every partition; empty for the broker's default
   * @param maxImageBytes length of the longest encoded image that the topics accept
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

  /**
   * Creates the layout of a job with default options on a single broker, where a partition has one
   * replica.
   */
  public static TopicLayout onOneBroker(int partitions) {
    JobConfig job = JobConfig.parse();
    return new TopicLayout(
        job.topics(), partitions, Optional.of(ONE_REPLICA), job.imageLimits().maxBytes());
  }

  /** Returns all six topics, which accept images up to the same size. */
  public List<NewTopic> all() {
    List<NewTopic> all = new ArrayList<>(others(largestImageRecord()));
    all.add(images());
    return all;
  }

  /** Returns the images topic. */
  public NewTopic images() {
    return partitioned(topics.images()).configs(largest(largestImageRecord()));
  }

  /** Returns {@code max.message.bytes} of the images topic. */
  public int largestImageRecord() {
    return maxImageBytes + EVENT_BYTES;
  }

  /**
   * Returns the other five topics.
   *
   * @param largestImageRecord {@code max.message.bytes} of the images topic: the record of a
   *     rejected image holds such a record and some more
   */
  public List<NewTopic> others(int largestImageRecord) {
    return List.of(
        partitioned(topics.predictions()),
        partitioned(topics.rejected())
            .configs(largest(Math.addExact(largestImageRecord, REJECTION_BYTES))),
        compacted(topics.models()),
        compacted(topics.status()),
        compacted(topics.decisions()));
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
