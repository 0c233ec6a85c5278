package io.flinkmobilenet.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {
  private static final int MOST_BYTES = 10;

  private static List<String> parts(String type, String stream) throws IOException {
    return parts(type, stream, new ArrayList<>());
  }

  private static List<String> parts(String type, String stream, List<String> skipped)
      throws IOException {
    MultipartReader reader =
        new MultipartReader(
            new ByteArrayInputStream(stream.getBytes(StandardCharsets.ISO_8859_1)),
            type,
            MOST_BYTES,
            skipped::add);
    List<String> parts = new ArrayList<>();
    for (byte[] part = reader.next(); part != null; part = reader.next()) {
      parts.add(new String(part, StandardCharsets.ISO_8859_1));
    }
    return parts;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/x-mixed-replace;boundary=b",
        "multipart/x-mixed-replace; boundary=\"b\"",
        "multipart/x-mixed-replace; charset=x; Boundary=--b",
      })
  void readsPartsWithAndWithoutALength(String type) throws Exception {
    String stream =
        "\r\n--b\r\nContent-Type: image/jpeg\r\ncontent-length: 5\r\n\r\na\r\n--\r\n"
            + "--b\r\n\r\nc\r\n-d\r\n--b\r\n\r\n\r\n--b\r\nContent-Length: 1\r\n\r\ne\r\n--b--\r\nrest";
    assertThat(parts(type, stream)).containsExactly("a\r\n--", "c\r\n-d", "", "e");
  }

  @Test
  void skipsPartsThatAreNoImages() throws Exception {
    String stream =
        "--b\r\nContent-Type: text/plain; charset=x\r\n\r\na\r\n"
            + "--b\r\ncontent-type:IMAGE/JPEG\r\n\r\nb\r\n"
            + "--b\r\nContent-Type: application/xml\r\nContent-Length: 4\r\n\r\n<a/>\r\n"
            + "--b\r\nContent-Type: \u001b[31m\r\n\r\nc\r\n"
            + "--b\r\n\r\nd\r\n--b--";
    List<String> skipped = new ArrayList<>();
    assertThat(parts("multipart/x;boundary=b", stream, skipped)).containsExactly("b", "d");
    assertThat(skipped).containsExactly("text/plain", "application/xml", "unknown");
  }

  @Test
  void endsWithTheStream() throws Exception {
    assertThat(parts("multipart/x;boundary=b", "")).isEmpty();
    assertThat(parts("multipart/x;boundary=b", "--b\r\n\r\nabc\r\n--b")).containsExactly("abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b\r\nContent-Length: 11\r\n\r\n",
        "--b\r\nContent-Length: -1\r\n\r\n",
        "--b\r\nContent-Length: 99999999999\r\n\r\n",
        "--b\r\n\r\n0123456789 0123456789",
        "--b\r\nContent-Length: 5\r\n\r\nabc",
      })
  void refusesFramesThatAreTooLongOrBreakOff(String stream) {
    assertThatThrownBy(() -> parts("multipart/x;boundary=b", stream))
        .isInstanceOf(IOException.class);
  }

  @Test
  void looksForABoundaryOnlySoFar() {
    assertThatThrownBy(() -> parts("multipart/x;boundary=b", "x".repeat(20_000)))
        .hasMessage("expected a boundary within 16384 bytes, found none");
    assertThatThrownBy(() -> parts("multipart/x;boundary=b", "x\n".repeat(20_000)))
        .hasMessage("expected a boundary within 16384 bytes, found none");
    assertThatThrownBy(() -> parts("image/jpeg", "x"))
        .hasMessage("expected multipart content with a boundary, found image/jpeg");
  }
}
