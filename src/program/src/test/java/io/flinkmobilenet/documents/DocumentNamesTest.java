package io.flinkmobilenet.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the documents name exists. */
class DocumentNamesTest {
  /** Names of other projects that look like classes of this one. */
  private static final Set<String> FOREIGN =
      Set.of("CompressibleFSDataOutputStream", "FlinkDeployment", "ImageIO", "Kafka");

  private static final Pattern OURS =
      Pattern.compile("io\\.flinkmobilenet(?:\\.[a-z]+)*(?:\\.[A-Z]\\w*)?");
  private static final Pattern TYPE =
      Pattern.compile("([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?(?:\\.java)?");
  private static final Pattern PATH =
      Pattern.compile("(?<![\\w/.@-])(?:src|deploy|schemas)/[\\w./-]*\\w");
  private static final Pattern FILE_NAME =
      Pattern.compile("(?:[\\w-]+/)*[\\w-]+\\.(?:java|avsc|yml|yaml|json|md|png)");
  private static final Pattern PROPERTY = Pattern.compile("-D([a-z][\\w.]+)");
  private static final Pattern PROFILE = Pattern.compile("mvn[^`\n]* -P ?([a-z-]+)");
  private static final Pattern VARIABLE = Pattern.compile("\\b(?:MOBILENET|FLINK)_[A-Z_]+");

  private static List<Document> documents;

  @BeforeAll
  static void read() throws IOException {
    documents = Document.all();
  }

  @Test
  void everyFullNameIsAPackageOrAClass() {
    assertThat(found(OURS, 0)).isNotEmpty().allMatch(Repository::holdsJava);
  }

  @Test
  void everyNameThatLooksLikeAClassIsOne() throws IOException {
    Set<String> alerts = alerts();
    Set<String> unknown = new TreeSet<>();
    Set<String> foreign = new TreeSet<>();
    for (String code : inlineCode().toList()) {
      var name = TYPE.matcher(code);
      if (!name.matches() || alerts.contains(code)) {
        continue;
      }
      if (FOREIGN.contains(name.group(1))) {
        foreign.add(name.group(1));
      } else if (!isClass(name.group(1), name.group(2))) {
        unknown.add(code);
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(foreign).isEqualTo(FOREIGN);
  }

  private static boolean isClass(String type, String member) throws IOException {
    List<Path> sources = new ArrayList<>(Repository.named(type + ".java"));
    sources.addAll(Repository.named(type + ".avsc"));
    boolean whole = member == null || member.equals("java");
    return !sources.isEmpty() && (whole || Repository.mentions(member, sources));
  }

  private static Set<String> alerts() throws IOException {
    Pattern name = Pattern.compile("- alert: (\\w+)");
    String rules = Files.readString(Path.of("deploy/monitoring/alerts.yml"));
    return new TreeSet<>(name.matcher(rules).results().map(it -> it.group(1)).toList());
  }

  @Test
  void everyPathIsAFileOrAFolder() {
    assertThat(found(PATH, 0))
        .hasSizeGreaterThan(20)
        .allMatch(path -> Files.exists(Path.of(path.replaceFirst("/[A-Z]+$", ""))));
  }

  @Test
  void everyFileNameIsOneOfTheRepository() {
    // What belongs to users, or is written by a build.
    Set<String> others = Set.of("demo.png", "class_names.json");
    assertThat(inlineCode().filter(code -> FILE_NAME.matcher(code).matches()))
        .hasSizeGreaterThan(20)
        .filteredOn(code -> !others.contains(Path.of(code).getFileName().toString()))
        .allMatch(
            code ->
                Files.exists(Path.of(code))
                    || Repository.source(code).isPresent()
                    || Files.exists(Path.of("deploy/monitoring", code))
                    || !code.contains("/") && Repository.holds(code));
  }

  @Test
  void everyPropertyAndProfileOfTheBuildExists() throws IOException {
    String build = Repository.build();
    Set<String> ofRunners =
        Set.of("test", "it.test", "flinkmobilenet.vector.bits", "references", "still.frames");
    assertThat(found(PROPERTY, 1))
        .hasSizeGreaterThan(5)
        .filteredOn(name -> !ofRunners.contains(name))
        .allMatch(
            name ->
                build.contains("<" + name + ">")
                    || build.contains("<" + name + "/>")
                    || build.contains("${" + name + "}")
                    || build.contains("-D" + name)
                    || isReadByTests(name));
    assertThat(found(PROFILE, 1)).isNotEmpty().allMatch(id -> build.contains("<id>" + id + "<"));
  }

  private static boolean isReadByTests(String property) {
    try {
      return Files.readString(Path.of("src/testing/src/main/java/io/flinkmobilenet/Reference.java"))
          .contains('"' + property + '"');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyEnvironmentVariableIsRead() throws IOException {
    String readers =
        Files.readString(Path.of("deploy/bin/mobilenet"))
            + Files.readString(Path.of("deploy/docker-compose.yml"))
            + Files.readString(Path.of("deploy/local/settings.sh"))
            + source("cli/kafka/KafkaOptions.java")
            + source("cli/submit/FlinkOptions.java");
    assertThat(found(VARIABLE, 0)).hasSizeGreaterThan(3).allMatch(readers::contains);
  }

  private static String source(String path) throws IOException {
    return Files.readString(Repository.source(path).orElseThrow());
  }

  private static Set<String> found(Pattern pattern, int group) {
    Set<String> found = new TreeSet<>();
    for (Document document : documents) {
      pattern
          .matcher(document.text())
          .results()
          .map((MatchResult match) -> match.group(group))
          .forEach(found::add);
    }
    return found;
  }

  private static Stream<String> inlineCode() {
    return documents.stream().flatMap(document -> document.inlineCode().stream());
  }
}
