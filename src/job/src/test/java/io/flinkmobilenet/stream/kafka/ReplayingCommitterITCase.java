package io.flinkmobilenet.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Transactions that the broker has aborted before they are committed. */
@Timeout(60)
class ReplayingCommitterITCase {
  private static EmbeddedKafka kafka;

  private String topic;
  private final Properties properties = new Properties();

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.startEmpty();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    kafka.createTopic(topic, 1, Map.of());
    properties.setProperty("bootstrap.servers", kafka.bootstrapServers());
  }

  @Test
  void whatTheBrokerGaveUpIsSentAgainAndOnceOnly() throws Exception {
    ReplayableTransaction transaction = transaction(Optional.of(records()));
    send(transaction, false);
    assertThat(commit(transaction)).isFalse();
    assertThat(readable()).containsExactly("a", "b", "c");
    // The job failed before it could record the commit, and tries again.
    assertThat(commit(transaction)).isFalse();
    assertThat(readable()).containsExactly("a", "b", "c");
  }

  @Test
  void whatWasCommittedIsNotSentAgain() throws Exception {
    ReplayableTransaction transaction = transaction(Optional.of(records()));
    send(transaction, true);
    assertThat(commit(transaction)).isFalse();
    assertThat(readable()).containsExactly("a", "b", "c");
  }

  @Test
  void whatWasTooMuchToKeepIsReportedAsLost() throws Exception {
    ReplayableTransaction transaction = transaction(Optional.empty());
    send(transaction, false);
    assertThat(commit(transaction)).isTrue();
  }

  private ReplayableTransaction transaction(Optional<List<ProducerRecord<byte[], byte[]>>> kept) {
    return new ReplayableTransaction(new KafkaCommittable(1, (short) 0, topic, null), kept);
  }

  private List<ProducerRecord<byte[], byte[]>> records() {
    return List.of("a", "b", "c").stream()
        .map(
            text ->
                new ProducerRecord<byte[], byte[]>(
                    topic, null, text.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** The first attempt, aborted as the broker would abort it. */
  private void send(ReplayableTransaction transaction, boolean commit) {
    Properties transactional = new Properties();
    transactional.putAll(properties);
    transactional.setProperty("transactional.id", transaction.committable().getTransactionalId());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      records().forEach(producer::send);
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  /** Whether the records are reported as lost if the connector's committer gives up. */
  private boolean commit(ReplayableTransaction transaction) throws Exception {
    Request request = new Request(transaction);
    new ReplayingCommitter(new GivesUp(), new TransactionReplayer(properties))
        .commit(List.of(request));
    return request.lost;
  }

  /** Returns the values of all committed records after the end of all transactions. */
  private List<String> readable() throws InterruptedException {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> all = consumer("read_uncommitted");
        KafkaConsumer<String, String> committed = consumer("read_committed")) {
      List<TopicPartition> partitions = List.of(partition);
      long end = all.endOffsets(partitions).get(partition);
      // A commit is answered before its markers are written.
      while (committed.endOffsets(partitions).get(partition) < end) {
        TimeUnit.MILLISECONDS.sleep(20);
        end = all.endOffsets(partitions).get(partition);
      }
      committed.assign(partitions);
      committed.seekToBeginning(partitions);
      while (committed.position(partition) < end) {
        for (ConsumerRecord<String, String> record : committed.poll(Duration.ofSeconds(1))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }

  private static KafkaConsumer<String, String> consumer(String isolation) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", isolation),
        new StringDeserializer(),
        new StringDeserializer());
  }

  /** Fails as the connector does if the broker no longer knows a transaction. */
  private static final class GivesUp implements Committer<KafkaCommittable> {
    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests) {
      requests.forEach(
          request -> request.signalFailedWithKnownReason(new IllegalStateException("gone")));
    }

    @Override
    public void close() {}
  }

  /** Records the result of a transaction. */
  private static final class Request implements Committer.CommitRequest<ReplayableTransaction> {
    private final ReplayableTransaction transaction;
    private boolean lost;

    private Request(ReplayableTransaction transaction) {
      this.transaction = transaction;
    }

    @Override
    public ReplayableTransaction getCommittable() {
      return transaction;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      lost = true;
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void retryLater() {
      throw new AssertionError("expected no retry");
    }

    @Override
    public void updateAndRetryLater(ReplayableTransaction other) {
      throw new AssertionError("expected no retry");
    }

    @Override
    public void signalAlreadyCommitted() {}
  }
}
