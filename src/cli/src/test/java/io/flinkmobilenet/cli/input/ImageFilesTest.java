package io.flinkmobilenet.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
  @TempDir private Path folder;

  private final List<String> complaints = new ArrayList<>();

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
    assertThat(ImageFiles.find(List.of(folder), complaints::add))
        .extracting(ImageFile::name)
        .containsExactly("a.jpg", "b/c/y.jpg", "b/x.gif", "z.png");
  }

  @Test
  void takesNamedFilesAsTheyAre() throws IOException {
    List<Path> named =
        List.of(folder.resolve("z.png"), folder.resolve(".DS_Store"), folder.resolve("gone"));
    assertThat(ImageFiles.find(named, complaints::add))
        .extracting(ImageFile::name)
        .containsExactly("z.png", ".DS_Store", "gone");
    assertThat(ImageFiles.find(named, complaints::add)).allMatch(ImageFile::named);
  }

  @Test
  void skipsLinksThatGoInACircle() throws IOException {
    Path up = Files.createSymbolicLink(folder.resolve("b/up"), folder);
    Path self = Files.createSymbolicLink(folder.resolve("b/c/self"), Path.of("."));
    assertThat(ImageFiles.find(List.of(folder), complaints::add))
        .extracting(ImageFile::name)
        .containsExactly("a.jpg", "b/c/y.jpg", "b/x.gif", "z.png");
    assertThat(complaints)
        .containsExactlyInAnyOrder(
            up + ": skipped, a link to a folder that it is in",
            self + ": skipped, a link to a folder that it is in");
  }

  @Test
  void skipsLinksThatLeadOutOfTheFolder(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "secret");
    Files.createDirectories(elsewhere.resolve("more"));
    Files.writeString(elsewhere.resolve("more/album.jpg"), "album");
    Path file = Files.createSymbolicLink(folder.resolve("link.jpg"), secret);
    Path directory = Files.createSymbolicLink(folder.resolve("b/link"), elsewhere.resolve("more"));
    Path twice = Files.createSymbolicLink(folder.resolve("twice.jpg"), file);
    Files.createSymbolicLink(folder.resolve("inside.jpg"), folder.resolve("b/x.gif"));
    Files.createSymbolicLink(folder.resolve("gone.jpg"), elsewhere.resolve("gone"));

    assertThat(ImageFiles.find(List.of(folder), complaints::add))
        .extracting(ImageFile::name)
        .containsExactly("a.jpg", "b/c/y.jpg", "b/x.gif", "inside.jpg", "z.png");
    assertThat(complaints)
        .containsExactlyInAnyOrder(
            skipped(file, secret),
            folder.resolve("gone.jpg") + ": skipped, a link to a file that does not exist",
            skipped(directory, elsewhere.resolve("more")),
            skipped(twice, secret));
  }

  @Test
  void readsAFolderOnceWhenALinkInTheSameTreeLeadsToIt() throws IOException {
    Path target = folder.resolve("b").toRealPath();
    Path link = Files.createSymbolicLink(folder.resolve("again"), target);
    assertThat(ImageFiles.find(List.of(folder), complaints::add))
        .extracting(ImageFile::name)
        .containsExactly("a.jpg", "b/c/y.jpg", "b/x.gif", "z.png");
    assertThat(complaints)
        .containsExactly(
            "%s: skipped, a link to %s, which is read as a part of %s"
                .formatted(link, target, folder));
  }

  @Test
  void followsALinkToAHiddenFolderOfTheSameTree() throws IOException {
    Files.createSymbolicLink(folder.resolve("data"), folder.resolve(".cache"));
    assertThat(ImageFiles.find(List.of(folder), complaints::add))
        .extracting(ImageFile::name)
        .containsExactly("a.jpg", "b/c/y.jpg", "b/x.gif", "data/q", "z.png");
    assertThat(complaints).isEmpty();
  }

  private String skipped(Path link, Path target) throws IOException {
    return "%s: skipped, a link to %s, outside of %s".formatted(link, target.toRealPath(), folder);
  }

  @Test
  void followsALinkThatWasNamedItself(@TempDir Path elsewhere) throws IOException {
    Path album = Files.createSymbolicLink(elsewhere.resolve("album"), folder);
    Path one = Files.createSymbolicLink(elsewhere.resolve("one"), folder.resolve("a.jpg"));
    assertThat(ImageFiles.find(List.of(album, one), complaints::add)).hasSize(5);
    assertThat(complaints).isEmpty();
  }

  @Test
  void readsNoMoreThanOneByteBeyondTheLimit() throws IOException {
    ImageFile file = new ImageFile(folder.resolve("a.jpg"), "a.jpg", true);
    assertThat(file.read(2)).hasSize(3);
    assertThat(file.read(5)).hasSize(5);
  }
}
