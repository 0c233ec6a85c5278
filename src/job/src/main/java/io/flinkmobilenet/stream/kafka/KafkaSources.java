package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.StartFrom;
import io.flinkmobilenet.stream.operator.ModelHistory;
import io.flinkmobilenet.stream.state.ImageRecord;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Creates the job's Kafka sources. */
public final class KafkaSources {
  private final JobConfig config;

  /** Creates sources for the topics and brokers of the given settings. */
  public KafkaSources(JobConfig config) {
    this.config = config;
  }

  /**
   * Returns the source of images, which starts where the settings say. A bounded source ends at the
   * offsets that are the latest when the job starts.
   */
  public KafkaSource<ImageRecord> images() {
    KafkaSourceBuilder<ImageRecord> builder =
        KafkaSource.<ImageRecord>builder()
            .setProperties(properties())
            .setGroupId(config.groupId())
            .setClientIdPrefix(config.groupId() + "-images")
            .setTopics(config.topics().images())
            .setStartingOffsets(start())
            .setDeserializer(
                new ImageDeserializer(
                    config.formats(), config.topics().images(), config.copiedHeaders()));
    return config.bounded()
        ? builder.setBounded(OffsetsInitializer.latest()).build()
        : builder.build();
  }

  /**
   * Returns the source of models. It starts at the beginning of the topic unless a checkpoint says
   * which records are already known.
   */
  public KafkaSource<ModelMessage> models() {
    return messages("models", config.topics().models(), new ModelDeserializer());
  }

  /** Returns the source of decisions about rollouts, which starts like that of models. */
  public KafkaSource<ModelMessage> decisions() {
    return messages("decisions", config.topics().decisions(), new DecisionDeserializer());
  }

  private KafkaSource<ModelMessage> messages(
      String client, String topic, KafkaRecordDeserializationSchema<ModelMessage> deserializer) {
    KafkaSourceBuilder<ModelMessage> builder =
        KafkaSource.<ModelMessage>builder()
            .setProperties(properties())
            .setGroupId(config.groupId())
            .setClientIdPrefix(config.groupId() + "-" + client)
            .setTopics(topic)
            .setStartingOffsets(OffsetsInitializer.earliest())
            // A restarted job takes its offsets from the checkpoint alone.
            .setProperty("commit.offsets.on.checkpoint", "false")
            .setDeserializer(deserializer);
    return config.bounded()
        ? builder.setBounded(OffsetsInitializer.latest()).build()
        : builder.build();
  }

  /** Returns the models topic for operators that have no model. */
  public ModelHistory modelHistory() {
    return new KafkaModelHistory(config.kafka(), config.topics().models());
  }

  @SuppressWarnings("deprecation") // The connector offers no other type for this setting.
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
