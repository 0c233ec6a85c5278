package io.flinkmobilenet.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentLinksTest {
  private static final Path ROOT = Path.of("").toAbsolutePath();

  @Test
  void everyRelativeLinkAndAnchorResolves() throws IOException {
    List<Document> documents = new ArrayList<>(Document.all());
    documents.add(Document.read(Path.of("CHANGELOG.md")));
    List<String> broken = new ArrayList<>();
    int checked = 0;
    for (Document document : documents) {
      for (String link : document.links()) {
        if (!link.matches("[a-z]+:.*")) {
          checked++;
          if (!resolves(document, link)) {
            broken.add(document.path() + ": " + link);
          }
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(checked).isGreaterThan(50);
  }

  private static boolean resolves(Document document, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path file =
        parts[0].isEmpty()
            ? document.path().toAbsolutePath()
            : document.path().toAbsolutePath().resolveSibling(parts[0]).normalize();
    if (!file.startsWith(ROOT) || !Files.exists(file)) {
      return false;
    }
    return parts.length == 1 || Document.read(file).anchors().contains(parts[1]);
  }

  @Test
  void theReadmeLinksEveryDocument() throws IOException {
    Document readme = Document.read(Path.of("README.md"));
    for (Document document : Document.all()) {
      String path = document.path().toString().replace('\\', '/');
      if (!path.equals("README.md")) {
        assertThat(readme.links()).contains(path);
      }
    }
  }

  @Test
  void everyImageIsShownSomewhere() throws IOException {
    List<String> links = Document.all().stream().flatMap(it -> it.links().stream()).toList();
    try (var files = Files.list(Path.of("src/docs"))) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".png")))
          .isNotEmpty()
          .allMatch(name -> links.stream().anyMatch(link -> link.endsWith(name)));
    }
  }

  /** Other tests find what is quoted line by line. */
  @Test
  void noQuotedCodeGoesOverTheEndOfALine() throws IOException {
    for (Document document : Document.all()) {
      assertThat(document.prose())
          .as(document.path().toString())
          .allMatch(line -> line.chars().filter(it -> it == '`').count() % 2 == 0);
    }
  }

  @Test
  void theFirstParagraphOfADocumentSaysWhatItIsFor() throws IOException {
    for (Document document : Document.all().subList(1, Document.all().size())) {
      List<String> lines = document.text().lines().toList();
      assertThat(lines.get(0)).as(document.path().toString()).startsWith("# ");
      assertThat(lines.get(1)).as(document.path().toString()).isEmpty();
      assertThat(lines.get(2)).as(document.path().toString()).startsWith("This document ");
    }
  }
}
