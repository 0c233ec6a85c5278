package io.flinkmobilenet.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file of the repository, split into the parts that tests look at. */
public record Document(Path path, String text) {
  private static final Path DOCS = Path.of("src/docs");
  private static final String FENCE = "```";
  private static final Pattern INLINE_CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /** The document at a path relative to the repository. */
  public static Document read(Path path) throws IOException {
    return new Document(path, Files.readString(path));
  }

  /** The document of this name below {@code src/docs}. */
  public static Document named(String name) throws IOException {
    return read(DOCS.resolve(name));
  }

  /** The README and the documents below {@code src/docs}, which describe the code as it is. */
  public static List<Document> all() throws IOException {
    List<Document> found = new ArrayList<>();
    found.add(read(Path.of("README.md")));
    try (Stream<Path> files = Files.list(DOCS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        found.add(read(file));
      }
    }
    return found;
  }

  /** The text outside fenced blocks. */
  List<String> prose() {
    return lines(false);
  }

  /** The lines of all fenced blocks, without the fences. */
  List<String> blocks() {
    return lines(true);
  }

  private List<String> lines(boolean fenced) {
    List<String> found = new ArrayList<>();
    boolean inside = false;
    for (String line : text.lines().toList()) {
      if (line.startsWith(FENCE)) {
        inside = !inside;
      } else if (inside == fenced) {
        found.add(line);
      }
    }
    return found;
  }

  /** What stands between back quotes outside fenced blocks; {@code \|} of a table is {@code |}. */
  public List<String> inlineCode() {
    return matches(INLINE_CODE).map(code -> code.replace("\\|", "|")).toList();
  }

  /** The targets of all links and images. */
  List<String> links() {
    return matches(LINK).toList();
  }

  private Stream<String> matches(Pattern pattern) {
    return pattern.matcher(String.join("\n", prose())).results().map((MatchResult m) -> m.group(1));
  }

  /** The rows of tables whose first cell begins with a back quote. */
  public List<String> codeRows() {
    return prose().stream().filter(line -> line.startsWith("| `")).toList();
  }

  /** The lines of the section under this heading, up to the next heading. */
  List<String> section(String heading) {
    return prose().stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .toList();
  }

  /** The anchors that GitHub gives to the headings. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    for (String line : prose()) {
      if (line.matches("#{1,6} .*")) {
        String title = line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT);
        String anchor = title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
        for (int i = 1; !anchors.add(i == 1 ? anchor : anchor + "-" + (i - 1)); i++) {
          // Equal headings are numbered from the second one on.
        }
      }
    }
    return anchors;
  }
}
