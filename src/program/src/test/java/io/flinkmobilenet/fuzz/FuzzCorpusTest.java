package io.flinkmobilenet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs that fuzzing found worth keeping, run again. */
class FuzzCorpusTest {
  private static final Path CORPUS = Path.of("src/program/src/test/resources/fuzz");

  /** Twelve times the processor time that an input may take. */
  private static final Duration HANG = Duration.ofSeconds(60);

  private static final long MOST_BYTES = 1 << 20;

  static Iterable<String> targets() {
    return FuzzTargets.names();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyInputIsTakenOrRefusedInTimeAndWithinItsMemory(String name) throws Exception {
    Trial trial = new Trial(FuzzTargets.named(name), 1);
    List<Path> files = files(CORPUS.resolve(name));
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      byte[] input = Files.readAllBytes(file);
      Assertions.assertTimeoutPreemptively(HANG, () -> trial.run(input), file::toString);
    }
  }

  @Test
  void theCorpusIsSmall() throws IOException {
    long bytes = 0;
    for (Path file : files(CORPUS)) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isLessThan(MOST_BYTES);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
