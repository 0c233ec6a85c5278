package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.documents.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command line in a document is one that the program takes. */
class DocumentCommandsTest {
  private static final Pattern LINE =
      Pattern.compile(
          "(?:^|[`( ])(?:deploy/)?(?:bin/)?mobilenet ([a-z-][^`)#\n]*)", Pattern.MULTILINE);

  /** Options of other programs, and the file of this repository that takes them, if one does. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "--add-modules", "deploy/bin/mobilenet",
          "--delete", "deploy/local/down",
          "--taskmanagers", "deploy/local/up",
          "--only", "src/cluster/faults",
          "--picture", "src/cluster/faults",
          "--resubmissions", "src/cluster/soak",
          "--models", "src/cluster/soak",
          "--beside", "src/peers/src/main/java/io/flinkmobilenet/peers/JobOptionsBench.java",
          "--rounds", "src/peers/src/main/java/io/flinkmobilenet/peers/JobMeasurement.java",
          "--from-file", "");

  private static List<Document> documents;

  @BeforeAll
  static void read() throws IOException {
    documents = Document.all();
  }

  @Test
  void everyCommandLineIsParsed() {
    List<String> refused = new ArrayList<>();
    List<String> parsed = new ArrayList<>();
    for (Document document : documents) {
      for (String line : lines(document)) {
        try {
          CommandLines.parse(line.split("\\s+"));
          parsed.add(line);
        } catch (CommandLine.ParameterException e) {
          refused.add(document.path() + ": " + line + ": " + e.getMessage());
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(parsed).hasSizeGreaterThan(30);
  }

  private static List<String> lines(Document document) {
    return LINE.matcher(document.text()).results().map(match -> match.group(1).strip()).toList();
  }

  /** Such as {@code model publish --keep 3}, which leaves out what is clear from the text. */
  @Test
  void everyCommandThatIsQuotedInPartHasTheOptionsThatStandBesideIt() {
    Map<String, CommandLine> leaves = CommandLines.leaves();
    int checked = 0;
    for (Document document : documents) {
      for (String code : document.inlineCode()) {
        Optional<String> command = command(leaves.keySet(), code);
        if (command.isPresent()) {
          checked++;
          assertThat(CommandLines.options(leaves.get(command.get())))
              .as(document.path() + ": " + code)
              .containsAll(CommandLines.optionsIn(code));
        }
      }
    }
    assertThat(checked).isGreaterThan(50);
  }

  private static Optional<String> command(Set<String> commands, String code) {
    return commands.stream()
        .filter(name -> code.equals(name) || code.startsWith(name + " "))
        .findFirst();
  }

  @Test
  void everyOptionThatIsNamedExists() throws IOException {
    Set<String> known = new TreeSet<>(FOREIGN.keySet());
    CommandLines.leaves().values().forEach(it -> known.addAll(CommandLines.options(it)));
    known.add("--kafka");
    Set<String> named = new TreeSet<>();
    documents.forEach(document -> named.addAll(CommandLines.optionsIn(document.text())));
    assertThat(known).containsAll(named);
    assertThat(named).containsAll(FOREIGN.keySet());
    for (Map.Entry<String, String> option : FOREIGN.entrySet()) {
      if (!option.getValue().isEmpty()) {
        assertThat(Files.readString(Path.of(option.getValue()))).contains(option.getKey());
      }
    }
  }

  @Test
  void theFirstWordsOfEveryLineAreACommand() {
    assertThat(documents.stream().flatMap(it -> lines(it).stream()))
        .allMatch(
            line ->
                line.startsWith("--")
                    || command(CommandLines.leaves().keySet(), line).isPresent()
                    || Arrays.asList("bench", "model", "topics").contains(line));
  }
}
