package io.flinkmobilenet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator must not touch unchanged files, because the compiler compares their dates. */
class TileGeneratorTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));

  @TempDir Path output;
  private Path tiles;

  @BeforeEach
  void generateAndDateBack() throws Exception {
    generate();
    tiles = output.resolve("io/flinkmobilenet/kernel/vector");
    for (Path tile : files()) {
      Files.setLastModifiedTime(tile, LONG_AGO);
    }
  }

  @Test
  void unchangedTilesKeepTheirDates() throws Exception {
    assertThat(files()).hasSizeGreaterThan(50);

    generate();

    assertThat(dates()).allSatisfy((tile, date) -> assertThat(date).isEqualTo(LONG_AGO));
  }

  @Test
  void aChangedTileIsWrittenAgainAndNoOther() throws Exception {
    Path changed = tiles.resolve("GeneratedTiles.java");
    String source = Files.readString(changed);
    Files.writeString(changed, source.replace("7x3", "9x9"));

    generate();

    assertThat(changed).hasContent(source);
    Map<String, FileTime> dates = dates();
    assertThat(dates.remove("GeneratedTiles.java")).isNotEqualTo(LONG_AGO);
    assertThat(dates).allSatisfy((tile, date) -> assertThat(date).isEqualTo(LONG_AGO));
  }

  @Test
  void aMissingTileComesBackAndAFormerOneGoes() throws Exception {
    Map<String, FileTime> before = dates();
    Files.delete(tiles.resolve("Pointwise7x3Relu6.java"));
    Files.writeString(tiles.resolve("Pointwise9x9Relu6.java"), "class Pointwise9x9Relu6 {}");

    generate();

    assertThat(dates().keySet()).isEqualTo(before.keySet());
  }

  private void generate() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/inference/src/generate/java/TileGenerator.java",
                "src/inference/src/generate/templates",
                output.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes());
    assertThat(java.waitFor()).as(said).isZero();
  }

  private Map<String, FileTime> dates() throws IOException {
    Map<String, FileTime> dates = new TreeMap<>();
    for (Path file : files()) {
      dates.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
    }
    return dates;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(tiles)) {
      return files.toList();
    }
  }
}
