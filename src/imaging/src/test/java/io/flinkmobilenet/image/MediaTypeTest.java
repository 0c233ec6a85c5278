package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {
  @ParameterizedTest
  @CsvSource({
    "'\u00ff\u00d8\u00ff\u00e0', image/jpeg",
    "'\u0089PNG\r\n\u001a\n', image/png",
    "GIF89a, image/gif",
    "BM, image/bmp",
    "RIFF0000WEBPVP8, image/webp",
  })
  void isToldByTheFirstBytes(String beginning, String type) {
    assertThat(MediaType.of(beginning.getBytes(StandardCharsets.ISO_8859_1))).hasValue(type);
  }

  @Test
  void isUnknownOfWhatIsNoImage() {
    assertThat(MediaType.of(new byte[0])).isEmpty();
    assertThat(MediaType.of("<svg xmlns=".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
