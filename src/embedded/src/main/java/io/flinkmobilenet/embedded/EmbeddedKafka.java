package io.flinkmobilenet.embedded;

import io.flinkmobilenet.kafka.KafkaClients;
import io.flinkmobilenet.kafka.KafkaProperties;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker (KRaft, one node) in this JVM, on a free port of the loopback interface.
 *
 * <p>Its logs are in a temporary directory, which {@link #close()} deletes.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final short ONE_REPLICA = 1;
  private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(10);
  private static final int TOPICS_INTERVAL_MILLIS = 20;

  private final TemporaryDirectory logs;
  private final KafkaClusterTestKit cluster;

  private EmbeddedKafka(TemporaryDirectory logs, KafkaClusterTestKit cluster) {
    this.logs = logs;
    this.cluster = cluster;
  }

  /**
   * Starts a broker with topics.
   *
   * @throws IllegalStateException if the broker does not start
   */
  public static EmbeddedKafka start(Collection<NewTopic> topics)
      throws IOException, InterruptedException {
    EmbeddedKafka kafka = startEmpty();
    try {
      kafka.createTopics(topics);
      return kafka;
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  /**
   * Starts a broker without topics.
   *
   * @throws IllegalStateException if the broker does not start
   */
  public static EmbeddedKafka startEmpty() throws IOException, InterruptedException {
    TemporaryDirectory logs = TemporaryDirectory.create("mobilenet-kafka");
    KafkaClusterTestKit cluster = null;
    try {
      cluster = build(logs.path());
      formatQuietly(cluster);
      cluster.startup();
      cluster.waitForReadyBrokers();
      return new EmbeddedKafka(logs, cluster);
    } catch (InterruptedException e) {
      closeAll(cluster, logs);
      throw e;
    } catch (Exception e) {
      closeAll(cluster, logs);
      throw new IllegalStateException("the embedded Kafka broker did not start", e);
    }
  }

  /** Host and port for the clients' {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return cluster.bootstrapServers();
  }

  /**
   * Creates a topic and waits until it exists.
   *
   * @param configs topic settings, for example {@code cleanup.policy}
   */
  public void createTopic(String topic, int partitions, Map<String, String> configs) {
    createTopics(List.of(new NewTopic(topic, partitions, ONE_REPLICA).configs(configs)));
  }

  private void createTopics(Collection<NewTopic> topics) {
    KafkaProperties connection = new KafkaProperties(bootstrapServers(), Map.of());
    try (Admin admin = KafkaClients.admin(connection.client())) {
      admin.createTopics(topics).all().get();
      awaitTopics(admin, topics.stream().map(NewTopic::name).toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating " + topics, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("could not create " + topics, e.getCause());
    }
  }

  /** The controller knows new topics at once, but the broker learns of them a moment later. */
  private static void awaitTopics(Admin admin, List<String> names)
      throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + TOPICS_TIMEOUT.toNanos();
    while (true) {
      try {
        admin.describeTopics(names).allTopicNames().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(TOPICS_INTERVAL_MILLIS);
      }
    }
  }

  /** Stops the broker, so that clients lose their connections. Its port and its logs are kept. */
  public void stopBroker() {
    cluster
        .brokers()
        .values()
        .forEach(
            broker -> {
              broker.shutdown();
              broker.awaitShutdown();
            });
  }

  /** Restarts the broker after {@link #stopBroker()}, on the same port with the same records. */
  public void startBroker() throws InterruptedException {
    cluster.brokers().values().forEach(broker -> broker.startup());
    try {
      cluster.waitForReadyBrokers();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the embedded Kafka broker did not come back", e.getCause());
    }
  }

  @Override
  public void close() {
    closeAll(cluster, logs);
  }

  private static KafkaClusterTestKit build(Path directory) throws Exception {
    TestKitNodes nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .setBaseDirectory(directory)
            .setBootstrapMetadataVersion(MetadataVersion.latestProduction())
            .build();
    KafkaClusterTestKit.Builder builder = new KafkaClusterTestKit.Builder(nodes);
    BrokerSettings.ALL.forEach(builder::setConfigProp);
    return builder.build();
  }

  /**
   * Redirects standard output, because the test kit's formatter prints to it and accepts no other
   * stream.
   */
  private static synchronized void formatQuietly(KafkaClusterTestKit cluster) throws Exception {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    try {
      cluster.format();
    } finally {
      System.setOut(out);
    }
  }

  private static void closeAll(KafkaClusterTestKit cluster, TemporaryDirectory logs) {
    try (logs) {
      if (cluster != null) {
        cluster.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the embedded Kafka broker did not stop cleanly", e);
    }
  }
}
