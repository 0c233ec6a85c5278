package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.kafka.KafkaSecrets;
import io.flinkmobilenet.stream.config.PropertyFile;
import io.flinkmobilenet.stream.config.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of all commands that connect to Kafka. */
public final class KafkaOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,…",
      defaultValue = "${env:MOBILENET_BOOTSTRAP_SERVERS:-localhost:9092}",
      description = {
        "Kafka brokers. Default: the environment variable MOBILENET_BOOTSTRAP_SERVERS, else"
            + " localhost:9092.",
        "--kafka.PROPERTY VALUE sets any property of the Kafka clients."
      })
  private String bootstrapServers;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "File with properties of the Kafka clients, which may include passwords.")
  private Path file;

  @Option(names = "--kafka-property", hidden = true)
  private Map<String, String> properties = new LinkedHashMap<>();

  @Spec(Target.MIXEE)
  private CommandSpec command;

  /** The settings for connecting to the brokers. */
  public KafkaProperties connection() {
    KafkaSecrets.firstLiteral(properties)
        .ifPresent(
            name -> {
              throw refusal(
                  "--kafka.%s: other users can read a command line; %s, or --kafka-properties FILE"
                      .formatted(name, KafkaSecrets.advice()));
            });
    Map<String, String> all = new TreeMap<>();
    if (file != null) {
      try {
        all.putAll(PropertyFile.read(file));
      } catch (IOException | IllegalArgumentException e) {
        throw refusal("--kafka-properties: %s: %s".formatted(file, SmallFile.reason(e)));
      }
    }
    all.putAll(properties);
    return new KafkaProperties(bootstrapServers, all);
  }

  private ParameterException refusal(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
