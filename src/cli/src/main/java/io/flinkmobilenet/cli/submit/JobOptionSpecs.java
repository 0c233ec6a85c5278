package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.stream.config.JobOption;
import io.flinkmobilenet.stream.config.JobOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Adds all options of the job to a command, with the job's own descriptions. */
final class JobOptionSpecs implements IModelTransformer {
  private static final String HYPHENS = "--";
  private static final String KAFKA_PROPERTY = "--kafka-property";

  @Override
  public CommandSpec transform(CommandSpec command) {
    JobOptions.described().forEach(option -> command.addOption(spec(option)));
    command.addOption(
        OptionSpec.builder(KAFKA_PROPERTY)
            .type(Map.class)
            .auxiliaryTypes(String.class, String.class)
            .hidden(true)
            .build());
    return command;
  }

  /** The options that the user gave, in the form that the job accepts: names without hyphens. */
  static Map<String, String> given(CommandSpec command) {
    Map<String, String> values = new LinkedHashMap<>();
    for (JobOption option : JobOptions.described()) {
      Object value = command.findOption(HYPHENS + option.name()).getValue();
      if (value != null) {
        values.put(option.name(), value.toString());
      }
    }
    Map<?, ?> kafka = command.findOption(KAFKA_PROPERTY).getValue();
    if (kafka != null) {
      kafka.forEach((name, value) -> values.put(JobOptions.KAFKA_PREFIX + name, "" + value));
    }
    return values;
  }

  private static OptionSpec spec(JobOption option) {
    String standard =
        option.defaultValue().isEmpty() || option.flag()
            ? ""
            : " (default: " + option.defaultValue() + ")";
    OptionSpec.Builder spec =
        OptionSpec.builder(HYPHENS + option.name())
            .description((option.description() + standard).replace("%", "%%"));
    return option.flag()
        ? spec.type(Boolean.class)
            .arity("0..1")
            .fallbackValue("true")
            .paramLabel(option.value())
            .build()
        : spec.type(String.class)
            .arity("1")
            .paramLabel(option.value())
            .completionCandidates(choices(option))
            .build();
  }

  /** The values that a shell completes; empty if the option does not have a fixed set of values. */
  private static List<String> choices(JobOption option) {
    return option.value().contains("|") ? List.of(option.value().split("\\|")) : List.of();
  }
}
