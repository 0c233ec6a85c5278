package io.flinkmobilenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.stream.config.JobOption;
import io.flinkmobilenet.stream.config.JobOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The README and the command line have the same commands and options. */
class ReadmeTest {
  /** Options of all commands, which the README describes once. */
  private static final Set<String> COMMON =
      Set.of(
          "--help",
          "--version",
          "--print-version",
          "--verbose",
          "--format",
          "--bootstrap-servers",
          "--kafka-properties");

  /** Options of other programs in the README. */
  private static final Set<String> FOREIGN =
      Set.of(
          "--add-modules",
          "--delete",
          "--from-file",
          "--taskmanagers",
          "--only",
          "--picture",
          "--resubmissions",
          "--models");

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

  private static String readme;

  @BeforeAll
  static void read() throws IOException {
    readme = Files.readString(Path.of("README.md"));
  }

  @Test
  void everyCommandHasARowWithItsOptions() {
    leaves(Commands.all(), "")
        .forEach(
            (name, command) -> {
              String row =
                  readme
                      .lines()
                      .filter(line -> line.matches("\\| `" + name + "[ `].*"))
                      .findFirst()
                      .orElseThrow(() -> new AssertionError("no row for " + name));
              assertThat(options(command))
                  .as(name)
                  .allMatch(
                      option ->
                          row.contains(option)
                              || COMMON.contains(option)
                              || name.equals("submit") && isJobOption(option));
            });
  }

  @Test
  void everyJobOptionHasARowWithItsDefault() {
    for (JobOption option : JobOptions.described()) {
      String row =
          readme
              .lines()
              .filter(line -> line.startsWith("| `--" + option.name() + "`"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no row for --" + option.name()));
      if (!option.flag() && !option.defaultValue().isEmpty()) {
        assertThat(row).contains("| `" + option.defaultValue() + "` |");
      }
    }
  }

  @Test
  void everyOptionThatIsNamedExists() {
    Set<String> known =
        leaves(Commands.all(), "").values().stream()
            .flatMap(command -> options(command).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    JobOptions.described().forEach(option -> known.add("--" + option.name()));
    known.add("--kafka");
    known.addAll(FOREIGN);
    Set<String> named =
        OPTION
            .matcher(readme)
            .results()
            .map(match -> match.group())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(known).containsAll(named);
  }

  private static boolean isJobOption(String option) {
    return JobOptions.described().stream().anyMatch(job -> option.equals("--" + job.name()));
  }

  private static Set<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, CommandLine> leaves(CommandLine command, String path) {
    Map<String, CommandLine> found = new TreeMap<>();
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              if (sub.getSubcommands().isEmpty()) {
                found.put(path + name, sub);
              } else {
                found.putAll(leaves(sub, path + name + " "));
              }
            });
    return found;
  }
}
