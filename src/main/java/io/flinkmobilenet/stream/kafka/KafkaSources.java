package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.StartFrom;
import io.flinkmobilenet.stream.operator.ModelHistory;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.ModelMessage;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** What the job reads from Kafka. */
public final class KafkaSources {
  private final JobConfig config;

  /** For the topics and brokers of the given settings. */
  public KafkaSources(JobConfig config) {
    this.config = config;
  }

  /** Pictures, from where the settings say; bounded ones up to what is there at the start. */
  public KafkaSource<ImageRecord> images() {
    KafkaSourceBuilder<ImageRecord> builder =
        KafkaSource.<ImageRecord>builder()
            .setProperties(properties())
            .setGroupId(config.groupId())
            .setClientIdPrefix(config.groupId() + "-images")
            .setTopics(config.topics().images())
            .setStartingOffsets(start())
            .setDeserializer(new ImageDeserializer());
    return config.bounded()
        ? builder.setBounded(OffsetsInitializer.latest()).build()
        : builder.build();
  }

  /** Models, always from the beginning: the checkpoint says what is known already. */
  public KafkaSource<ModelMessage> models() {
    KafkaSourceBuilder<ModelMessage> builder =
        KafkaSource.<ModelMessage>builder()
            .setProperties(properties())
            .setGroupId(config.groupId())
            .setClientIdPrefix(config.groupId() + "-models")
            .setTopics(config.topics().models())
            .setStartingOffsets(OffsetsInitializer.earliest())
            // Where to go on is known from the checkpoint alone.
            .setProperty("commit.offsets.on.checkpoint", "false")
            .setDeserializer(new ModelDeserializer());
    return config.bounded()
        ? builder.setBounded(OffsetsInitializer.latest()).build()
        : builder.build();
  }

  /** The models topic for operators that have no model. */
  public ModelHistory modelHistory() {
    return new KafkaModelHistory(config.kafka(), config.topics().models());
  }

  @SuppressWarnings("deprecation") // The connector offers no other type to say it with.
  private OffsetsInitializer start() {
    if (config.start() == StartFrom.EARLIEST) {
      return OffsetsInitializer.earliest();
    }
    return config.start() == StartFrom.LATEST
        ? new LatestOffsets()
        : OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
  }

  private Properties properties() {
    Properties properties = config.kafka().client();
    properties.putIfAbsent("isolation.level", "read_committed");
    return properties;
  }
}
