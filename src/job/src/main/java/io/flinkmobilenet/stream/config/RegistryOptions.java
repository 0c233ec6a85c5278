package io.flinkmobilenet.stream.config;

import static io.flinkmobilenet.stream.config.JobOptions.REGISTRY_CA;
import static io.flinkmobilenet.stream.config.JobOptions.REGISTRY_READ_ONLY;
import static io.flinkmobilenet.stream.config.JobOptions.REGISTRY_TOKEN;
import static io.flinkmobilenet.stream.config.JobOptions.REGISTRY_USER_INFO;
import static io.flinkmobilenet.stream.config.JobOptions.SCHEMA_REGISTRY;

import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.event.format.RegistrySettings;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.kafka.KafkaSecrets;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;

/** Reads the options of the schema registry. */
final class RegistryOptions {
  private RegistryOptions() {}

  /** Gives the value of an option. */
  @FunctionalInterface
  interface Values {
    <T> T of(ConfigOption<T> option);
  }

  static RegistrySettings read(Values values, Duration deadline) {
    String userInfo = reference(REGISTRY_USER_INFO, values);
    String token = reference(REGISTRY_TOKEN, values);
    if (!userInfo.isEmpty() && !token.isEmpty()) {
      throw refusal(REGISTRY_TOKEN, "expected no --registry-user-info as well", null);
    }
    String authorities = AuthorityFile.read(REGISTRY_CA, values.of(REGISTRY_CA));
    boolean readOnly = values.of(REGISTRY_READ_ONLY);
    List<URI> urls = urls(values.of(SCHEMA_REGISTRY));
    try {
      return new RegistrySettings(urls, deadline, userInfo, token, authorities, readOnly);
    } catch (IllegalArgumentException e) {
      throw refusal(SCHEMA_REGISTRY, e.getMessage(), e);
    }
  }

  /** Refuses the format if it has no registry. */
  static void requireWhereNeeded(TopicFormats formats) {
    boolean needed =
        formats.images() == ImagesFormat.CONFLUENT
            || Stream.of(formats.predictions(), formats.rejected(), formats.status())
                .anyMatch(format -> format == ResultsFormat.CONFLUENT);
    if (needed && formats.registry().urls().isEmpty()) {
      throw refusal(SCHEMA_REGISTRY, "expected URLs for the format confluent, found none", null);
    }
  }

  /** The message does not repeat a URL, which may contain a password. */
  private static List<URI> urls(String text) {
    List<URI> urls = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        try {
          urls.add(URI.create(part.strip()));
        } catch (IllegalArgumentException e) {
          throw refusal(SCHEMA_REGISTRY, "expected URLs, separated by commas", null);
        }
      }
    }
    return urls;
  }

  /** The job's settings are shown in the web interface, and a command line to other users. */
  private static String reference(ConfigOption<String> option, Values values) {
    String text = values.of(option).strip();
    if (!text.isEmpty() && !KafkaSecrets.hasReference(text)) {
      throw refusal(
          option,
          KafkaSecrets.advice() + ", which each process resolves itself; found a secret",
          null);
    }
    return text;
  }

  private static InvalidOptionException refusal(
      ConfigOption<?> option, String message, Exception cause) {
    return new InvalidOptionException("--" + option.key() + ": " + message, cause);
  }
}
