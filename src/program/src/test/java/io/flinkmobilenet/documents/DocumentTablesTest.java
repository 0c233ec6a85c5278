package io.flinkmobilenet.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables list exactly what the code has. */
class DocumentTablesTest {
  /** What else the table of metrics quotes: labels, values, fields of events, an option. */
  private static final Set<String> NO_METRICS =
      Set.of(
          "reason",
          "modelName",
          "modelVersion",
          "route",
          "variant",
          "vector-512",
          "vector-256",
          "vector-128",
          "scalar",
          "capturedAt",
          "predictedAt",
          "publish --now",
          "--reuse");

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void everyReasonOfARejectionHasARow() throws IOException {
    Set<String> reasons = names(Reason.values());
    // What readers of an older schema see of a reason that came later.
    reasons.remove(Reason.UNKNOWN.name());
    assertThat(firstCells("images.md", "## Rejected images")).isEqualTo(reasons);
  }

  @Test
  void everyStateOfAModelHasARow() throws IOException {
    assertThat(firstCells("models.md", "## The state of a model"))
        .isEqualTo(names(ModelState.values()));
  }

  @Test
  void everyMetricHasARow() throws IOException {
    Set<String> described = new TreeSet<>();
    for (String row : Document.named("operations.md").section("## Metrics")) {
      if (row.startsWith("| `")) {
        String cell = row.split("\\|")[2];
        CODE.matcher(cell)
            .results()
            .map(match -> match.group(1).replaceFirst("^(model|rollout)\\.", ""))
            .forEach(described::add);
      }
    }
    described.removeAll(NO_METRICS);
    assertThat(described).isEqualTo(registeredMetrics());
  }

  /** The names in calls that register a metric. */
  private static Set<String> registeredMetrics() throws IOException {
    Pattern registered =
        Pattern.compile("(?:\\.(?:counter|gauge|histogram)\\(|\\.register\\(\\w+,)\\s*\"(\\w+)\"");
    Set<String> found = new TreeSet<>();
    for (String folder : List.of("stream/operator", "stream/judge")) {
      try (Stream<Path> files = Files.list(Repository.source(folder).orElseThrow())) {
        for (Path file : files.toList()) {
          registered
              .matcher(Files.readString(file))
              .results()
              .map(match -> match.group(1))
              .forEach(found::add);
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(12);
    return found;
  }

  @Test
  void everyPackageHasARow() throws IOException {
    Set<String> described = cells("contributing.md", "## Modules and packages", 2);
    for (Path root : Repository.sourceRoots()) {
      try (Stream<Path> folders = Files.list(root)) {
        assertThat(described)
            .containsAll(
                folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList());
      }
    }
    assertThat(described)
        .allMatch(
            name ->
                Repository.source(name.replace('.', '/')).filter(Files::isDirectory).isPresent());
  }

  /** What the first cells of a section's table hold between back quotes. */
  private static Set<String> firstCells(String document, String section) throws IOException {
    return cells(document, section, 1);
  }

  /** What the cells of a column hold between back quotes; the first column is 1. */
  private static Set<String> cells(String document, String section, int column) throws IOException {
    List<String> rows = Document.named(document).section(section);
    return rows.stream()
        .filter(row -> row.startsWith("|"))
        .map(row -> row.split("\\|")[column].strip())
        .filter(cell -> cell.startsWith("`"))
        .flatMap(cell -> CODE.matcher(cell).results())
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
  }
}
