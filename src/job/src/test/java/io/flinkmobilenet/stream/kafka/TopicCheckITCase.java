package io.flinkmobilenet.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.stream.JobTopics;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.operator.ModelHistory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is checked at a broker before the job starts, and how its models topic is read. */
@Timeout(60)
class TopicCheckITCase {
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static JobConfig config(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
    return JobConfig.parse(arguments.toArray(String[]::new));
  }

  @Test
  void findsEverythingWhereEverythingIs() throws Exception {
    TopicCheck.require(config());
  }

  @Test
  void namesAMissingTopic() {
    assertThatThrownBy(() -> TopicCheck.require(config("--predictions-topic", "absent")))
        .isInstanceOf(KafkaNotReadyException.class)
        .hasMessage(
            "topic absent is missing at %1$s; create it, for example with: mobilenet topics create"
                + " --bootstrap-servers %1$s",
            kafka.bootstrapServers());
  }

  /** The cluster of a job of before there were decisions. */
  @Test
  void namesTheCommandThatCreatesTheTopicOfDecisions() {
    assertThatThrownBy(() -> TopicCheck.require(config("--decisions-topic", "no-decisions")))
        .isInstanceOf(KafkaNotReadyException.class)
        .hasMessage(
            "topic no-decisions is missing at %1$s; create it, for example with: mobilenet topics"
                + " create --bootstrap-servers %1$s",
            kafka.bootstrapServers());
  }

  @Test
  void knowsTheLongestRecordOfATopicSoThatARejectedImageFitsWhole() throws Exception {
    int longest = TopicCheck.longestRecord(config().kafka(), "rejected-images").orElseThrow();
    assertThat(longest).isEqualTo((20 << 20) + (128 << 10));
    byte[] largestImageRecord = new byte[(20 << 20) + (64 << 10) - 100];
    RejectedImage rejected =
        new RejectedImage(
            "id",
            new RecordOrigin("images", 0, 7L),
            Stage.DECODE,
            Reason.MALFORMED_IMAGE,
            "no picture",
            ByteBuffer.wrap(largestImageRecord),
            Instant.ofEpochMilli(5));
    KafkaSinks sinks = new KafkaSinks(config(), OptionalInt.of(longest));
    EventSerializer<RejectedImage> serializer = sinks.rejectedSerializer();
    serializer.open(null, null);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            sinks.producerProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(serializer.serialize(rejected, null, null)).get();
    }
    RejectedImage read =
        EventCodec.of(RejectedImage.class)
            .decode(serializer.serialize(rejected, null, null).value());
    assertThat(read.getValue()).isEqualTo(ByteBuffer.wrap(largestImageRecord));
  }

  @Test
  void refusesAModelsTopicWithSeveralPartitions() {
    kafka.createTopic("wide-models", 2, Map.of());
    assertThatThrownBy(() -> TopicCheck.require(config("--models-topic", "wide-models")))
        .hasMessage("models topic wide-models: expected 1 partition, found 2");
    assertThatThrownBy(() -> TopicCheck.require(config("--decisions-topic", "wide-models")))
        .hasMessage("decisions topic wide-models: expected 1 partition, found 2");
  }

  @Test
  void refusesATransactionTimeoutAboveTheBrokers() {
    assertThatThrownBy(() -> TopicCheck.require(config("--transaction-timeout", "1 h")))
        .hasMessage(
            "--transaction-timeout: expected at most the broker's transaction.max.timeout.ms,"
                + " 15 min, found 1 h");
  }

  @Test
  void saysThatABrokerCannotBeReached() {
    KafkaProperties nobody =
        new KafkaProperties(
            "localhost:1", Map.of("default.api.timeout.ms", "1000", "request.timeout.ms", "500"));
    assertThatThrownBy(() -> TopicCheck.require(nobody, List.of("images")))
        .isInstanceOf(KafkaNotReadyException.class)
        .hasMessageStartingWith("Kafka at localhost:1 cannot be reached: ");
  }

  @Test
  void theModelsTopicIsReadWithTheAnnouncementsInFront() throws Exception {
    ModelKey first = new ModelKey("birds", "1");
    ModelKey second = new ModelKey("birds", "2");
    ModelArtifact artifact = TestModels.artifact(1, 32, 10);
    try (JobTopics topics = new JobTopics(kafka)) {
      topics.publish(first, artifact);
      topics.publish(second, artifact);
      topics.activate(first, 1);
      topics.activate(second, 4);
    }
    List<ModelMessage> messages = new ArrayList<>();
    try (ModelHistory.Reading reading = new KafkaSources(config()).modelHistory().open()) {
      while (!reading.atEnd()) {
        messages.addAll(reading.next(Duration.ofSeconds(1)));
      }
      assertThat(reading.next(Duration.ofMillis(1))).isEmpty();
    }
    assertThat(messages.subList(0, 4))
        .startsWith(new ActivationRequest(first, 1), new ActivationRequest(second, 4))
        .noneMatch(Chunk.class::isInstance);
    assertThat(messages).filteredOn(Chunk.class::isInstance).hasSize(8);
    assertThat(messages).hasSize(4 + 4 + 8);
  }
}
