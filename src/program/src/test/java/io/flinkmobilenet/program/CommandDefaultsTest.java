package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.stream.config.JobOption;
import io.flinkmobilenet.stream.config.JobOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A topic option that both the job and a command have has the same default in both. */
class CommandDefaultsTest {
  private static final Map<String, String> JOB_DEFAULTS =
      JobOptions.described().stream()
          .filter(option -> option.name().endsWith("-topic"))
          .collect(Collectors.toMap(option -> "--" + option.name(), JobOption::defaultValue));

  @Test
  void topicsAreCalledAsTheJobCallsThem() {
    List<OptionSpec> topics = topics(Commands.all());
    assertThat(topics).isNotEmpty();
    for (OptionSpec option : topics) {
      assertThat(option.defaultValue())
          .as(option.command().qualifiedName() + " " + option.longestName())
          .isEqualTo(JOB_DEFAULTS.get(option.longestName()));
    }
  }

  private static List<OptionSpec> topics(CommandLine command) {
    List<OptionSpec> found = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      // If the command has no default, the job's options supply it.
      if (JOB_DEFAULTS.containsKey(option.longestName()) && option.defaultValue() != null) {
        found.add(option);
      }
    }
    command.getSubcommands().values().forEach(below -> found.addAll(topics(below)));
    return found;
  }
}
