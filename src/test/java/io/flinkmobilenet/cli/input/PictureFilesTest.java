package io.flinkmobilenet.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void create() throws IOException {
    Files.createDirectories(folder.resolve("b/c"));
    Files.createDirectories(folder.resolve(".cache"));
    for (String name : List.of("z.png", "b/c/y.jpg", "b/x.gif", "a.jpg", ".DS_Store", ".cache/q")) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  @Test
  void walksFoldersByNameWithoutWhatIsHidden() throws IOException {
    assertThat(PictureFiles.find(List.of(folder)))
        .extracting(PictureFile::name)
        .containsExactly("a.jpg", "b/c/y.jpg", "b/x.gif", "z.png");
  }

  @Test
  void takesNamedFilesAsTheyAre() throws IOException {
    List<Path> named =
        List.of(folder.resolve("z.png"), folder.resolve(".DS_Store"), folder.resolve("gone"));
    assertThat(PictureFiles.find(named))
        .extracting(PictureFile::name)
        .containsExactly("z.png", ".DS_Store", "gone");
  }

  @Test
  void endsWhereLinksGoInACircle() throws IOException {
    Files.createSymbolicLink(folder.resolve("b/up"), folder);
    assertThat(PictureFiles.find(List.of(folder)))
        .extracting(PictureFile::name)
        .contains("a.jpg", "b/up");
  }

  @Test
  void readsNoMoreThanOneByteBeyondTheLimit() throws IOException {
    PictureFile file = new PictureFile(folder.resolve("a.jpg"), "a.jpg");
    assertThat(file.read(2)).hasSize(3);
    assertThat(file.read(5)).hasSize(5);
  }
}
