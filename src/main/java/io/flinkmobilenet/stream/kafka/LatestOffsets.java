package io.flinkmobilenet.stream.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * The ends of partitions as they are when the job starts. Where later an offset is no longer there,
 * because the topic was made anew, the job goes on with the oldest record and not, as the
 * connector's own {@code latest} does, with the next one that comes.
 */
@SuppressWarnings("deprecation") // The connector offers no other type to say it with.
final class LatestOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    return OffsetsInitializer.latest().getPartitionOffsets(partitions, retriever);
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
