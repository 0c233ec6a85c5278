package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.stream.config.KafkaProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of every command that talks to Kafka. */
public final class KafkaOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,…",
      defaultValue = "${env:MOBILENET_BOOTSTRAP_SERVERS:-localhost:9092}",
      description = {
        "Kafka brokers. Default: the environment's MOBILENET_BOOTSTRAP_SERVERS, else"
            + " localhost:9092.",
        "--kafka.PROPERTY VALUE sets any property of the Kafka clients."
      })
  private String bootstrapServers;

  @Option(names = "--kafka-property", hidden = true)
  private Map<String, String> properties = new LinkedHashMap<>();

  /** How to reach the brokers. */
  public KafkaProperties connection() {
    return new KafkaProperties(bootstrapServers, properties);
  }
}
