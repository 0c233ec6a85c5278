package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.image.RgbImage;
import io.flinkmobilenet.stream.TestPictures;
import java.io.IOException;
import java.io.InputStream;
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
    Files.write(folder.resolve("c.png"), TestPictures.png(3, 64, 48));
    Invocation run = Invocation.of("bench", "image", "--runs", "3", folder.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json())
        .extracting(line -> line.get("name").asText())
        .containsExactly("all", "image/jpeg", "image/png");
    assertThat(run.json())
        .extracting(line -> line.get("pixels").asInt())
        .containsExactly(3 * 64 * 48, 64 * 48, 2 * 64 * 48);
    JsonNode key = run.json().get(0);
    assertThat(key.get("decode").asText()).isEqualTo("fast");
    for (JsonNode line : run.json()) {
      assertPlausible(line);
    }
  }

  private static void assertPlausible(JsonNode line) {
    double median = line.get("median_ms").asDouble();
    assertThat(median).isGreaterThanOrEqualTo(line.get("min_ms").asDouble()).isPositive();
    assertThat(line.get("imageio_median_ms").asDouble())
        .isPositive()
        .isLessThan(line.get("imageio_java2d_median_ms").asDouble());
    assertThat(line.get("ratio").asDouble())
        .isPositive()
        .isGreaterThanOrEqualTo(line.get("imageio_java2d_ratio").asDouble());
    assertThat(line.get("decode_median_ms").asDouble()).isPositive();
    assertThat(line.get("resize_median_ms").asDouble()).isPositive();
    // The result alone has 224 x 224 x 3 bytes. In a test that runs alone the kernels may not be
    // compiled, and then each vector is an object: some 14 MB per image.
    assertThat(line.get("allocated_bytes").asLong()).isBetween(150_528L, 20_000_000L);
  }

  @Test
  void drawsPhotographsWhereItHasNone() {
    Invocation run = Invocation.of("bench", "image", "--megapixels", "1", "--runs", "2");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json())
        .extracting(line -> line.get("name").asText())
        .startsWith("JPEG 1 Mpx", "JPEG 1 Mpx", "progressive JPEG 1 Mpx")
        .contains("PNG 1 Mpx", "GIF 1 Mpx", "BMP 1 Mpx")
        .hasSize(6);
    JsonNode jpeg = run.json().get(0);
    assertThat(jpeg.get("pixels").asLong()).isEqualTo(1152 * 864);
    // Ordinary photographs have 1 to 4 bits per pixel.
    assertThat(8.0 * jpeg.get("bytes").asLong() / jpeg.get("pixels").asLong()).isBetween(1.0, 4.0);
  }

  @Test
  void printsATable() throws IOException {
    Files.write(folder.resolve("a.jpg"), TestPictures.jpeg(1, 64, 48));
    Invocation run =
        Invocation.of("bench", "image", "--runs", "2", "--format", "table", folder.toString());
    assertThat(run.out())
        .containsPattern("(?m)^imageio java2d median ms  +[0-9]")
        .containsPattern("ImageIO ms .*heap KB");
  }

  @Test
  void leavesOutWhatImageIoCannotReadAndSaysSo() throws IOException {
    Files.write(folder.resolve("b.webp"), webp());
    assertThat(Invocation.of("bench", "image", folder.toString()).exitCode()).isEqualTo(2);

    Files.write(folder.resolve("a.jpg"), TestPictures.jpeg(1, 64, 48));
    Invocation run = Invocation.of("bench", "image", "--runs", "2", folder.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("left out 1 WebP images, which ImageIO cannot read");
    assertThat(run.json())
        .extracting(line -> line.get("name").asText())
        .containsExactly("all", "image/jpeg");
  }

  private static byte[] webp() throws IOException {
    try (InputStream file = RgbImage.class.getResourceAsStream("lossy.webp")) {
      return file.readAllBytes();
    }
  }

  @Test
  void saysWhatItLacks() throws IOException {
    Files.writeString(folder.resolve("a.jpg"), "no picture");
    assertThat(Invocation.of("bench", "image", folder.toString()).exitCode()).isEqualTo(1);
    assertThat(Invocation.of("bench", "image", "--megapixels", "51").exitCode()).isEqualTo(2);
    assertThat(Invocation.of("bench", "image", "--megapixels", "1", folder.toString()).exitCode())
        .isEqualTo(2);
  }
}
