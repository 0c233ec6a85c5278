package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.cli.input.ModelImportOptions;
import io.flinkmobilenet.documents.Document;
import io.flinkmobilenet.stream.config.JobOption;
import io.flinkmobilenet.stream.config.JobOptions;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The tables of commands.md list the options that the commands and the job have. */
class CommandTablesTest {
  /** Options that every command has are described once. */
  private static final Set<String> COMMON =
      Set.of(
          "--help",
          "--version",
          "--print-version",
          "--verbose",
          "--format",
          "--bootstrap-servers",
          "--kafka-properties");

  private static Document document;

  @BeforeAll
  static void read() throws IOException {
    document = Document.named("commands.md");
  }

  @Test
  void everyCommandHasARowWithItsOptionsAndNoOthers() {
    CommandLines.leaves()
        .forEach(
            (name, command) -> {
              String row = row("\\| `" + name + "[ `].*", name);
              Set<String> listed = CommandLines.optionsIn(row);
              Set<String> options = CommandLines.options(command);
              assertThat(options).as(name).containsAll(listed);
              options.removeAll(listed);
              options.removeAll(COMMON);
              if (row.contains("(#options-of-a-model)")) {
                options.removeAll(modelOptions());
              }
              if (row.contains("[schema registry](#job-options)")) {
                assertThat(options).as(name).containsAll(registryOptions());
                options.removeAll(registryOptions());
              }
              if (name.equals("submit")) {
                options.removeIf(CommandTablesTest::isJobOption);
              }
              assertThat(options).as("options of " + name + " that its row lacks").isEmpty();
            });
  }

  @Test
  void everyModelOptionHasARow() {
    assertThat(modelOptions())
        .isNotEmpty()
        .allSatisfy(option -> row("\\| `(--.*`, `)?" + option + "[ `].*", option));
  }

  private static Set<String> modelOptions() {
    return CommandLines.options(new CommandLine(new ModelImportOptions()));
  }

  @Test
  void everyJobOptionHasARowWithItsDefault() {
    for (JobOption option : JobOptions.described()) {
      String row = row("\\| `--" + option.name() + "` \\|.*", "--" + option.name());
      if (!option.flag() && !option.defaultValue().isEmpty()) {
        assertThat(row).contains("| `" + option.defaultValue() + "` |");
      }
    }
  }

  private static String row(String pattern, String name) {
    return document.codeRows().stream()
        .filter(line -> line.matches(pattern))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + name));
  }

  private static Set<String> registryOptions() {
    return JobOptions.described().stream()
        .map(option -> "--" + option.name())
        .filter(name -> name.matches("--(schema-registry|registry-.*)"))
        .collect(Collectors.toSet());
  }

  private static boolean isJobOption(String option) {
    return JobOptions.described().stream().anyMatch(job -> option.equals("--" + job.name()));
  }
}
