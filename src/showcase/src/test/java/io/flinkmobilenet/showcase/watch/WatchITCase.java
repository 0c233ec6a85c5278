package io.flinkmobilenet.showcase.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.protocol.ModelPublication;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Source;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.TopicFormats;
import io.flinkmobilenet.stream.config.Topics;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page with a real broker. */
@Timeout(180)
class WatchITCase {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final TopicFormats FORMATS = JobConfig.parse().formats();
  private static final Topics TOPICS =
      new Topics(
          "images", "models", "predictions", "rejected-images", "model-status", "model-decisions");
  private static final byte[] FILE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  @Test
  void seesWhatIsCommittedInAllTopicsAndLeavesNoTrace() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(4).all());
        Watch watch = watch(kafka, Beginning.EARLIEST)) {
      try (KafkaProducer<byte[], byte[]> producer = producer(kafka, "t")) {
        producer.initTransactions();
        producer.beginTransaction();
        send(producer, "model-status", status("1"));
        send(producer, "images", image("a"));
        send(producer, "images", new byte[] {1, 2, 3});
        send(producer, "predictions", prediction("a"));
        send(producer, "rejected-images", rejection("b"));
        send(producer, "model-decisions", decision());
        producer.commitTransaction();
        producer.beginTransaction();
        send(producer, "predictions", prediction("never"));
        producer.flush();
        WatchSnapshot seen =
            await(
                watch,
                now ->
                    now.totals().judged() == 1
                        && now.totals().rejected() == 1
                        && now.inCharge() != null
                        && !now.decisions().isEmpty()
                        && now.totals().unreadable() == 1);
        producer.abortTransaction();
        assertThat(seen.inCharge().model()).isEqualTo("signs/1");
        assertThat(seen.decisions()).extracting("action").containsExactly("ADVANCE");
        assertThat(seen.totals()).isEqualTo(new WatchSnapshot.Totals(1, 1, 1, 1, 1, 1.0, 1));
        assertThat(seen.pictures()).singleElement().extracting("id").isEqualTo("a");
        assertThat(seen.rejected()).singleElement().extracting("id").isEqualTo("b");
        assertThat(seen.sources()).extracting(Source::problem).containsOnlyNulls();
      }
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        assertThat(admin.listGroups().all().get()).isEmpty();
      }
    }
  }

  @Test
  void beginsAtTheEndWhereThatIsWanted() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(4).all());
        KafkaProducer<byte[], byte[]> producer = producer(kafka, null)) {
      send(producer, "model-status", status("2"));
      send(producer, "predictions", prediction("old"));
      producer.flush();
      try (Watch watch = watch(kafka, Beginning.LATEST)) {
        await(watch, WatchITCase::readsAll);
        send(producer, "predictions", prediction("new"));
        WatchSnapshot seen =
            await(watch, now -> now.totals().predicted() > 0 && now.inCharge() != null);
        assertThat(seen.totals().predicted()).isEqualTo(1);
        assertThat(seen.inCharge().model()).isEqualTo("signs/2");
      }
    }
  }

  @Test
  void readsTheSharesOfADeploymentAmongModels() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
        KafkaProducer<byte[], byte[]> producer = producer(kafka, null);
        Watch watch = watch(kafka, Beginning.EARLIEST)) {
      // Records under other keys are not read, whatever they are.
      send(producer, "models", new byte[] {1, 2, 3});
      producer.send(
          new ModelPublication("models")
              .deployment(WatchEvents.deployment("berlin", 7, false), Instant.now()));
      producer.send(new ProducerRecord<>("models", "deployment".getBytes(UTF_8), new byte[] {1}));
      send(
          producer,
          "predictions",
          EventCodec.of(Prediction.class)
              .encode(WatchEvents.routed("a", "berlin", 7, true, Instant.now())));
      producer.flush();
      WatchSnapshot seen =
          await(watch, now -> !now.variants().isEmpty() && now.totals().unreadable() == 1);
      assertThat(seen.variants()).extracting("configured").containsExactly(0.25, 0.75);
    }
  }

  @Test
  void waitsForTopicsAndForABrokerThatIsAway() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.startEmpty();
        Watch watch = watch(kafka, Beginning.LATEST)) {
      await(
          watch,
          now ->
              hasProblem(now, "waiting for the topic images")
                  && now.sources().contains(new Source("model-decisions", null)));
      for (String topic : TOPICS.all()) {
        kafka.createTopic(topic, 1, Map.of());
      }
      try (KafkaProducer<byte[], byte[]> producer = producer(kafka, null)) {
        // The first record of a topic that did not exist before is new as well.
        send(producer, "predictions", prediction("first"));
        producer.flush();
        await(watch, now -> readsAll(now) && now.totals().predicted() == 1);
        kafka.stopBroker();
        await(watch, now -> now.sources().stream().allMatch(source -> source.problem() != null));
        kafka.startBroker();
        send(producer, "predictions", prediction("second"));
        producer.flush();
        await(watch, now -> readsAll(now) && now.totals().predicted() == 2);
      }
    }
  }

  @Test
  void refusesSettingsThatNoClientTakes() {
    KafkaProperties broken =
        new KafkaProperties("localhost:1", Map.of("isolation.level", "whatever"));
    assertThatThrownBy(() -> Watch.start(broken, TOPICS, FORMATS, Beginning.LATEST, "127.0.0.1", 0))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("isolation.level");
  }

  private static Watch watch(EmbeddedKafka kafka, Beginning beginning) throws CommandFailure {
    KafkaProperties connection = new KafkaProperties(kafka.bootstrapServers(), Map.of());
    return Watch.start(connection, TOPICS, FORMATS, beginning, "127.0.0.1", 0);
  }

  private static WatchSnapshot await(Watch watch, Predicate<WatchSnapshot> enough) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    WatchSnapshot now = watch.snapshot();
    while (!enough.test(now)) {
      assertThat(System.nanoTime()).as(now.toString()).isLessThan(deadline);
      LockSupport.parkNanos(POLL.toNanos());
      now = watch.snapshot();
    }
    return now;
  }

  private static boolean readsAll(WatchSnapshot now) {
    return now.sources().stream().allMatch(source -> source.problem() == null);
  }

  private static boolean hasProblem(WatchSnapshot now, String problem) {
    return now.sources().stream().anyMatch(source -> problem.equals(source.problem()));
  }

  private static byte[] image(String id) {
    return EventCodec.of(ImageEvent.class).encode(WatchEvents.image(id, "stop", FILE));
  }

  private static byte[] prediction(String id) {
    return EventCodec.of(Prediction.class)
        .encode(WatchEvents.prediction(id, "1", Instant.now(), 10, "stop"));
  }

  private static byte[] rejection(String id) {
    return EventCodec.of(RejectedImage.class)
        .encode(WatchEvents.rejection(id, Instant.now(), "broken"));
  }

  private static byte[] decision() {
    return EventCodec.of(ModelDecision.class)
        .encode(WatchEvents.decision(1, RolloutAction.ADVANCE, 1, 50_000, "fine", Instant.now()));
  }

  private static byte[] status(String version) {
    return EventCodec.of(ModelStatus.class)
        .encode(WatchEvents.status(version, ModelState.ACTIVE, Instant.now()));
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, byte[] value) {
    // Compacted topics require a key.
    producer.send(new ProducerRecord<>(topic, new byte[] {1}, value));
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka, String transactions) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    if (transactions != null) {
      settings.put("transactional.id", transactions);
    }
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
