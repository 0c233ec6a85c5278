package io.flinkmobilenet.kafka;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Creates all Kafka clients that the job and the commands use besides Flink's sources and sinks,
 * with their settings and deadlines. What a user has set takes precedence.
 *
 * <p>All methods throw {@link org.apache.kafka.common.KafkaException} if the settings cannot be
 * used; {@link KafkaFailures} describes it.
 */
public final class KafkaClients {
  /** How long a command waits for the first answer before it reports that no broker answers. */
  public static final Duration FIRST_ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private KafkaClients() {}

  /** Creates an admin client for a command. */
  public static Admin admin(KafkaProperties kafka) {
    return admin(kafka, "15000", "10000");
  }

  /** Creates an admin client for checks before the job starts, which fail sooner. */
  public static Admin adminForChecks(KafkaProperties kafka) {
    return admin(kafka, "10000", "5000");
  }

  private static Admin admin(KafkaProperties kafka, String callMillis, String requestMillis) {
    Properties settings = kafka.client();
    settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, callMillis);
    settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, requestMillis);
    return admin(settings);
  }

  /** Creates an admin client with exactly these settings and Kafka's own deadlines. */
  public static Admin admin(Properties settings) {
    return Admin.create(settings);
  }

  /**
   * Creates a consumer that reads committed records only, commits no offsets, creates no topics,
   * and continues at the oldest record if its offset no longer exists.
   */
  public static KafkaConsumer<byte[], byte[]> reader(KafkaProperties kafka) {
    Properties settings = kafka.client();
    settings.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.putIfAbsent(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Creates a producer whose records all replicas acknowledge and which sends none twice; it gives
   * up a record after 30 seconds.
   */
  public static KafkaProducer<byte[], byte[]> producer(KafkaProperties kafka) {
    Properties settings = kafka.client();
    settings.putIfAbsent(ProducerConfig.ACKS_CONFIG, "all");
    settings.putIfAbsent(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
    return producer(settings);
  }

  /** Creates a producer with exactly these settings and Kafka's own deadlines. */
  public static KafkaProducer<byte[], byte[]> producer(Properties settings) {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
