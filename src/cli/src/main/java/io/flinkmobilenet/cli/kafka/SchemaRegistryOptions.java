package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.stream.config.InvalidOptionException;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.TopicFormats;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of all commands that read or write records of the format confluent, as of the job. */
final class SchemaRegistryOptions {
  @Option(
      names = "--schema-registry",
      paramLabel = "URL,…",
      description = "URLs of a schema registry, https://HOST:PORT, for the format confluent.")
  private String urls;

  @Option(
      names = "--registry-deadline",
      paramLabel = "DURATION",
      description = "Time for all attempts of one request to the schema registry (default: 1 min).")
  private String deadline;

  @Option(
      names = "--registry-user-info",
      paramLabel = "USER:PASSWORD",
      description =
          "For the schema registry; the password, or both, as a reference such as $${env:NAME}.")
  private String userInfo;

  @Option(
      names = "--registry-token",
      paramLabel = "TOKEN",
      description = "Bearer token for the schema registry, as a reference such as $${env:NAME}.")
  private String token;

  @Option(
      names = "--registry-ca",
      paramLabel = "FILE",
      description =
          "PEM file with the authorities whose certificates the schema registry may have (default:"
              + " those of the JDK).")
  private String authorities;

  @Option(
      names = "--registry-read-only",
      description = "Register no schemas: those that are written must be there already.")
  private boolean readOnly;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  /** Returns the formats with this registry. */
  TopicFormats formats(Map<String, Object> formats) {
    Map<String, String> options = new HashMap<>();
    formats.forEach((name, format) -> options.put(name, format.toString()));
    putIfGiven(options, "schema-registry", urls);
    putIfGiven(options, "registry-deadline", deadline);
    putIfGiven(options, "registry-user-info", userInfo);
    putIfGiven(options, "registry-token", token);
    putIfGiven(options, "registry-ca", authorities);
    options.put("registry-read-only", Boolean.toString(readOnly));
    try {
      return JobConfig.of(options).formats();
    } catch (InvalidOptionException e) {
      throw new ParameterException(command.root().commandLine(), e.getMessage(), e);
    }
  }

  private static void putIfGiven(Map<String, String> options, String name, String value) {
    if (value != null) {
      options.put(name, value);
    }
  }
}
