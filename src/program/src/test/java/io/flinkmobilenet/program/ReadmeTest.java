package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.documents.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README is short and lists every command. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");

  @Test
  void isAtMostTenKilobytes() throws IOException {
    assertThat(Files.size(README)).isLessThanOrEqualTo(10 << 10);
  }

  @Test
  void listsExactlyTheCommandsInOneLineEach() throws IOException {
    assertThat(Document.read(README).codeRows().stream().map(row -> row.split("`")[1]))
        .containsExactlyInAnyOrderElementsOf(CommandLines.leaves().keySet());
  }
}
