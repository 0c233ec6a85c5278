package io.flinkmobilenet.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.Background;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.stream.config.JobConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job concludes from open transactions before it starts. */
@Timeout(60)
class GroupCheckITCase {
  /** Long enough for a commit on a busy machine; the check ends with the first commit. */
  private static final Duration INTERVAL = Duration.ofSeconds(20);

  /** Time for which a transaction stays open, as between two checkpoints. */
  private static final long OPEN_MILLIS = 1000;

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @ParameterizedTest
  @CsvSource({
    "pets, pets-predictions-0-%d",
    "dogs, dogs-rejected-3-%d",
    "cats, cats-predictions-0-%d-again"
  })
  void aJobThatCommitsWhileTheOtherLooksIsAlive(String group, String ids) throws Exception {
    CompletableFuture<Void> check;
    KafkaProducer<byte[], byte[]> open = open(ids.formatted(0));
    try {
      check = check(group, INTERVAL);
      for (int next = 1; !check.isDone(); next++) {
        TimeUnit.MILLISECONDS.sleep(OPEN_MILLIS);
        KafkaProducer<byte[], byte[]> committed = open;
        open = open(ids.formatted(next));
        committed.commitTransaction();
        committed.close();
      }
    } finally {
      open.close();
    }
    assertThatThrownBy(check::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(GroupInUseException.class)
        .hasMessageContaining(
            "another job with --group-id %s is running: it committed transaction %s"
                .formatted(group, ids.substring(0, ids.indexOf('%'))))
        .hasMessageContaining(" at %s just now; ".formatted(kafka.bootstrapServers()))
        .hasMessageContaining("mobilenet stop")
        .hasMessageContaining("another --group-id");
  }

  @Test
  void whatAKilledJobLeftOpenIsNoObstacle() throws Exception {
    try (KafkaProducer<byte[], byte[]> left = open("gone-predictions-0-1")) {
      check("gone", Duration.ofMillis(300)).get();
      CompletableFuture<Void> ended = check("gone", INTERVAL);
      TimeUnit.MILLISECONDS.sleep(500);
      left.abortTransaction();
      ended.get();
    }
  }

  @Test
  void otherGroupsCountForNothingEvenWhereTheirNamesBeginAlike() throws Exception {
    try (KafkaProducer<byte[], byte[]> other = open("birds-predictions-predictions-0-1")) {
      long began = System.nanoTime();
      CompletableFuture<Void> check = check("birds", INTERVAL);
      check.get();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(INTERVAL);
      other.commitTransaction();
    }
  }

  private static CompletableFuture<Void> check(String group, Duration interval) {
    JobConfig config =
        JobConfig.parse("--bootstrap-servers", kafka.bootstrapServers(), "--group-id", group);
    return CompletableFuture.runAsync(
        () -> {
          try {
            GroupCheck.requireAlone(config, interval);
          } catch (GroupInUseException | KafkaNotReadyException | InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        Background.THREADS);
  }

  private static KafkaProducer<byte[], byte[]> open(String id) throws Exception {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", id),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>("predictions", new byte[1])).get();
    return producer;
  }
}
