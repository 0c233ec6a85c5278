package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.protocol.DecisionRecord;
import io.flinkmobilenet.stream.config.Delivery;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.TopicFormats;
import io.flinkmobilenet.stream.state.PredictedImage;
import io.flinkmobilenet.stream.state.RefusedImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;

/** Creates the job's Kafka sinks. */
public final class KafkaSinks {
  /** Bytes reserved in a record for its key, its headers and its framing. */
  private static final int FRAME = 16 << 10;

  /** Bytes by which the length prefixes of texts and byte arrays may grow. */
  private static final int LENGTHS = 10;

  private static final String MAX_REQUEST = "max.request.size";
  private static final String TRANSACTION_TIMEOUT = "transaction.timeout.ms";

  /**
   * Largest transaction, in bytes, whose records are kept until it is committed; per subtask, on
   * the heap and in the state.
   */
  private static final long LARGEST_KEPT = 64L << 20;

  /** Kafka's default of {@code max.request.size}, bytes. */
  private static final int DEFAULT_REQUEST = 1 << 20;

  /** Kafka's default of {@code buffer.memory}, bytes; a longer record would never be sent. */
  private static final long DEFAULT_BUFFER = 32L << 20;

  private static final String BUFFER_MEMORY = "buffer.memory";

  private static final String PREDICTIONS = "predictions";
  private static final String REJECTED = "rejected";
  private static final String DECISIONS = "decisions";

  private final JobConfig config;
  private final int longestRejected;

  /**
   * Creates sinks for the topics and brokers of the given settings.
   *
   * @param longestRejected longest record, in bytes, that the topic of rejected images accepts, if
   *     that is known
   */
  public KafkaSinks(JobConfig config, OptionalInt longestRejected) {
    this.config = config;
    int allowed = longestRejected.orElse(DEFAULT_REQUEST);
    this.longestRejected = Math.min(allowed, maxRequest().orElse(allowed));
  }

  /** Returns the sink of predictions, with the delivery guarantee of the settings. */
  public Sink<PredictedImage> predictions() {
    TopicFormats formats = config.formats();
    String topic = config.topics().predictions();
    return delivered(
        PREDICTIONS,
        new HeadedSerializer<>(
            new EventSerializer<>(
                () -> formats.predictionEvents(topic),
                topic,
                Integer.MAX_VALUE,
                Prediction::getImageId,
                (prediction, bytes) -> prediction)));
  }

  /**
   * Returns the sink of rejected images, with the delivery guarantee of the settings. A value is
   * cut if it would make the record too long; the message then says so.
   */
  public Sink<RefusedImage> rejected() {
    return delivered(REJECTED, new HeadedSerializer<>(rejectedSerializer()));
  }

  EventSerializer<RejectedImage> rejectedSerializer() {
    TopicFormats formats = config.formats();
    String topic = config.topics().rejected();
    return new EventSerializer<>(
        () -> formats.rejectionEvents(topic),
        topic,
        longestRejected - FRAME,
        RejectedImage::getImageId,
        KafkaSinks::cutValue);
  }

  /** Returns the sink of model status events: they are visible immediately, once or more often. */
  public KafkaSink<ModelStatus> status() {
    TopicFormats formats = config.formats();
    String topic = config.topics().status();
    return builder(
            new EventSerializer<ModelStatus>(
                () -> formats.statusEvents(topic),
                topic,
                Integer.MAX_VALUE,
                status -> status.getName() + "/" + status.getVersion(),
                (status, bytes) -> status))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  /** Returns the sink of decisions about rollouts, with the delivery guarantee of the settings. */
  public Sink<ModelDecision> decisions() {
    return delivered(
        DECISIONS,
        new EventSerializer<>(
            () -> ResultsFormat.AVRO.create(ModelDecision.class),
            config.topics().decisions(),
            Integer.MAX_VALUE,
            DecisionRecord::keyText,
            (decision, bytes) -> decision));
  }

  private <T> Sink<T> delivered(String name, KafkaRecordSerializationSchema<T> serializer) {
    if (config.delivery() != Delivery.EXACTLY_ONCE) {
      return builder(serializer).setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
    }
    SentRecords<T> sent = new SentRecords<>(serializer, LARGEST_KEPT);
    String timeout = Long.toString(config.transactionTimeout().toMillis());
    KafkaSink<T> sink =
        builder(sent)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(transactionalIdPrefix(config, name))
            .setProperty(TRANSACTION_TIMEOUT, timeout)
            .build();
    Properties again = producerProperties();
    again.setProperty(TRANSACTION_TIMEOUT, timeout);
    return new ReplayingSink<>(sink, sent, again, config);
  }

  /** Returns the prefixes of the transactional ids of the three sinks with transactions. */
  static List<String> transactionalIdPrefixes(JobConfig config) {
    return List.of(
        transactionalIdPrefix(config, PREDICTIONS),
        transactionalIdPrefix(config, REJECTED),
        transactionalIdPrefix(config, DECISIONS));
  }

  private static String transactionalIdPrefix(JobConfig config, String sink) {
    return config.groupId() + "-" + sink;
  }

  private <T> KafkaSinkBuilder<T> builder(KafkaRecordSerializationSchema<T> serializer) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(config.kafka().bootstrapServers())
        .setKafkaProducerConfig(producerProperties())
        .setRecordSerializer(serializer);
  }

  Properties producerProperties() {
    Properties properties = config.kafka().client();
    properties.putIfAbsent(
        MAX_REQUEST, Integer.toString(Math.max(longestRejected, DEFAULT_REQUEST)));
    properties.putIfAbsent(
        BUFFER_MEMORY, Long.toString(Math.max(DEFAULT_BUFFER, 2L * longestRejected)));
    return properties;
  }

  /** Returns {@code max.request.size} as set by the user, if it is set. */
  private OptionalInt maxRequest() {
    String text = config.kafka().extra().get(MAX_REQUEST);
    try {
      return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--kafka.%s: expected a number of bytes, found '%s'".formatted(MAX_REQUEST, text), e);
    }
  }

  static RejectedImage cutValue(RejectedImage rejected, int bytes) {
    ByteBuffer value = rejected.getValue().duplicate();
    int whole = value.remaining();
    String note = " (value cut from %d bytes, the record would be too long)".formatted(whole);
    int kept = Math.max(0, whole - bytes - note.length() - LENGTHS);
    return RejectedImage.newBuilder(rejected)
        .setMessage(rejected.getMessage() + note)
        .setValue(value.limit(value.position() + kept))
        .build();
  }
}
