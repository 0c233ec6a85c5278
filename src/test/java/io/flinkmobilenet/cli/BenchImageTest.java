package io.flinkmobilenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.stream.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchImageTest {
  @TempDir private Path folder;

  @Test
  void comparesWithTheLibrary() throws IOException {
    Files.write(folder.resolve("a.jpg"), TestPictures.jpeg(1, 64, 48));
    Files.write(folder.resolve("b.png"), TestPictures.png(2, 64, 48));
    Invocation run = Invocation.of("bench", "image", "--runs", "3", folder.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode line = run.json().get(0);
    assertThat(line.get("median_ms").asDouble()).isPositive();
    assertThat(line.get("imageio_median_ms").asDouble()).isPositive();
    assertThat(line.get("pixels").asLong()).isEqualTo(2 * 64 * 48);
    assertThat(line.get("decode").asText()).isEqualTo("fast");
  }

  @Test
  void saysWhatItLacks() throws IOException {
    Files.writeString(folder.resolve("a.jpg"), "no picture");
    assertThat(Invocation.of("bench", "image", folder.toString()).exitCode()).isEqualTo(1);
    assertThat(Invocation.of("bench", "image").exitCode()).isEqualTo(2);
  }
}
