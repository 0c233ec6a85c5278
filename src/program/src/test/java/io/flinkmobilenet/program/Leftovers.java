package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks that a command which starts broker, cluster and page in this process leaves nothing
 * behind.
 */
final class Leftovers {
  private Leftovers() {}

  static void requireNone() throws IOException {
    assertThat(temporaryFiles()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(
            name ->
                name.startsWith("flink-pekko")
                    || name.contains("kafka-request")
                    || name.startsWith("watch-")
                    || name.equals("camera"));
  }

  /** Files of this process only, because other processes may run on the same machine. */
  private static List<Path> temporaryFiles() throws IOException {
    String ours = "mobilenet-[a-z]+-" + ProcessHandle.current().pid() + "-.*";
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().matches(ours)).toList();
    }
  }
}
