package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job whose transactions are taken over by another job. */
@Timeout(120)
class FencedJobITCase {
  /**
   * No checkpoint happens within this time, so the transaction stays the same. It has to be the
   * pause between checkpoints as well: Flink 2.2 takes the first one at random within the interval,
   * and Flink 2.3 as soon as all tasks run, unless the pause is longer.
   */
  private static final Duration NO_CHECKPOINT = Duration.ofMinutes(9);

  @Test
  void theFailureNamesTheOtherJobAndWhatToDo() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
        EmbeddedFlink flink = EmbeddedFlink.start(1);
        JobTopics topics = new JobTopics(kafka)) {
      ModelKey model = new ModelKey("birds", "1");
      topics.publish(model, TestModels.artifact(1, 32, 10));
      topics.activate(model, 1);
      StreamExecutionEnvironment environment = flink.environment();
      environment.configure(
          new Configuration()
              .set(RestartStrategyOptions.RESTART_STRATEGY, "disable")
              .set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, NO_CHECKPOINT));
      InferenceJob.prepare(
          JobConfig.parse(
              "--bootstrap-servers=" + kafka.bootstrapServers(),
              "--checkpoint-interval=" + TimeUtils.formatWithHighestUnit(NO_CHECKPOINT),
              "--group-id=pets"),
          environment);
      JobClient job = flink.submit(environment);
      topics.images("a", 3);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        takeOver(kafka, awaitTransaction(admin));
      }
      topics.images("b", 3);
      assertThatThrownBy(() -> job.getJobExecutionResult().get())
          .isInstanceOf(ExecutionException.class)
          .hasStackTraceContaining(
              "another job with this --group-id is running (pets) and took over the transactions")
          .hasStackTraceContaining("submit --replace");
    }
  }

  private static String awaitTransaction(Admin admin) throws Exception {
    ListTransactionsOptions ongoing =
        new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING));
    List<TransactionListing> found;
    do {
      found = List.copyOf(admin.listTransactions(ongoing).all().get());
    } while (found.isEmpty());
    assertThat(found).hasSize(1);
    assertThat(found.get(0).transactionalId()).startsWith("pets-predictions-0-");
    return found.get(0).transactionalId();
  }

  /** Fences the producer as another job does when it starts. */
  private static void takeOver(EmbeddedKafka kafka, String id) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("transactional.id", id);
    try (KafkaProducer<byte[], byte[]> other =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      other.initTransactions();
    }
  }
}
