package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.Reference;
import io.flinkmobilenet.documents.Document;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command lines of importing.md as they are written, one after another. */
class ImportingDocumentITCase {
  private static final String PROGRAM = "deploy/bin/mobilenet ";

  /** The folder that one of the command lines writes. */
  private static final String IMPORTED = "imagenet";

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;
  private static ImportedFiles files;
  private static String importedDigest = "";

  /** Starts before the first test rather than before all, so that each one is skipped by name. */
  @BeforeEach
  void start() throws Exception {
    if (files == null) {
      files = ImportedFiles.in(folder, Reference.require());
      kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
    }
  }

  @AfterAll
  static void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }

  private static List<String> lines() throws IOException {
    return Document.named("importing.md")
        .text()
        .lines()
        .filter(line -> line.startsWith(PROGRAM))
        .map(line -> line.substring(PROGRAM.length()))
        .toList();
  }

  @Test
  void everyFileHasALine() throws IOException {
    Set<String> words = new TreeSet<>();
    lines().forEach(line -> words.addAll(List.of(line.split(" "))));
    assertThat(words).containsAll(files.names());
  }

  @TestFactory
  Stream<DynamicTest> everyCommandLineSucceeds() throws IOException {
    return lines().stream().map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
  }

  private static void check(String line) throws IOException {
    List<String> words = List.of(line.split(" "));
    files.writeLabels(words);
    List<String> arguments = inFolder(words);
    boolean publishes = line.startsWith("model publish");
    if (publishes) {
      arguments.add("--bootstrap-servers=" + kafka.bootstrapServers());
    }

    Invocation run = Invocation.of(arguments.toArray(String[]::new));

    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    List<JsonNode> out = run.json();
    if (line.startsWith("classify")) {
      requireClasses(out, words.contains("--labels"));
    } else if (line.startsWith("model import")) {
      importedDigest = out.get(0).get("digest").asText();
    } else if (publishes) {
      assertThat(out.get(0).get("digest").asText()).isEqualTo(importedDigest);
    } else {
      assertThat(line).startsWith("model check");
      assertThat(out.get(out.size() - 1).at("/summary/compared").asInt()).isEqualTo(100);
    }
  }

  private static void requireClasses(List<JsonNode> out, boolean labelled) {
    JsonNode classes = out.get(0).get("classes");
    assertThat(out).hasSize(1);
    assertThat(classes).isNotEmpty();
    for (JsonNode score : classes) {
      assertThat(score.get("probability").asDouble()).isBetween(0.0, 1.0);
      String label = score.get("label").asText();
      if (labelled) {
        assertThat(label).isEqualTo("sort " + score.get("index").asInt());
      } else {
        assertThat(label).isNotEmpty().doesNotStartWith("LABEL_");
      }
    }
  }

  /** The words of a command line, with the files in the folder rather than where Maven runs. */
  private static List<String> inFolder(List<String> words) {
    Set<String> known = new TreeSet<>(files.names());
    known.addAll(List.of("labels.txt", "class_names.json", IMPORTED));
    List<String> arguments = new ArrayList<>();
    String before = "";
    for (String word : words) {
      boolean file = known.contains(word) && !before.equals("--name");
      arguments.add(file ? folder.resolve(word).toString() : word);
      before = word;
    }
    return arguments;
  }
}
