package io.flinkmobilenet.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFolderTest {
  @TempDir private Path directory;

  private static List<String> send(FollowedFolder folder) throws Exception {
    List<FollowedFolder.Seen> complete = folder.complete();
    complete.forEach(folder::sending);
    folder.sent();
    return complete.stream().map(seen -> seen.file().name()).toList();
  }

  @Test
  void sendsACompleteFileOnce() throws Exception {
    Path images = Files.createDirectory(directory.resolve("images"));
    FollowedFolder folder = FollowedFolder.open(images, null);
    Files.write(images.resolve("a"), new byte[3]);
    assertThat(send(folder)).isEmpty();
    Files.write(images.resolve("b"), new byte[3]);
    assertThat(send(folder)).containsExactly("a");
    Files.write(images.resolve("b"), new byte[4]);
    assertThat(send(folder)).isEmpty();
    assertThat(send(folder)).containsExactly("b");
    assertThat(send(folder)).isEmpty();
    Files.delete(images.resolve("a"));
    Files.write(images.resolve("b"), new byte[5]);
    assertThat(send(folder)).isEmpty();
    assertThat(send(folder)).containsExactly("b");
  }

  @Test
  void aRestartSendsWhatIsNotOnTheList() throws Exception {
    Path images = Files.createDirectory(directory.resolve("images"));
    Path list = directory.resolve("sent");
    Files.write(images.resolve("a"), new byte[3]);
    FollowedFolder first = FollowedFolder.open(images, list);
    first.complete();
    assertThat(send(first)).containsExactly("a");
    Files.write(images.resolve("b"), new byte[3]);
    first.complete();
    first.complete().forEach(first::sending);
    FollowedFolder second = FollowedFolder.open(images, list);
    second.complete();
    assertThat(send(second)).containsExactly("b");
  }
}
