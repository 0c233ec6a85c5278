package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an orientation is stated, and which one counts. The fixtures contain whole files. */
class StatedOrientationTest {
  private static final int NONE = 0;

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a tiff:Orientation=\"6\"/> | 6",
        "<tiff:Orientation>3</tiff:Orientation> | 3",
        "tiff:Orientation tiff:Orientation=\"8\" tiff:Orientation=\"2\" | 8",
        "tiff:Orientation=\"x\"><tiff:Orientation>5< | 5",
        "tiff:Orientation='6' | 0",
        "tiff:Orientation = \"6\" | 0",
        "tiff:Orientation=\" | 0",
        "tiff:Orientation=\"4 | 4",
        "tiff:Orientation> | 0",
        "tiff:Orientation>7 | 7",
        "tiff:Orientation | 0",
        "tiff:Orient | 0"
      })
  void findsTheFirstNumberOfAPacket(String packet, int number) {
    assertThat(XmpOrientation.find(bytes(packet))).isEqualTo(number);
    assertThat(XmpOrientation.find(bytes("\u0000\u00fft" + packet))).isEqualTo(number);
  }

  /** A number that EXIF does not define still counts as stated, so XMP is not read. */
  @ParameterizedTest
  @CsvSource({"0, 1", "9, 1", "255, 1", "6, 6"})
  void asksXmpOnlyWhereExifSaysNothing(int exif, int shown) {
    StatedOrientation stated = new StatedOrientation();
    stated.xmp(bytes("tiff:Orientation=\"3\""));
    assertThat(stated.orientation()).isEqualTo(Orientation.of(3));
    stated.exif(ByteBuffer.wrap(HexFormat.of().parseHex("49492a0008000000")));
    assertThat(stated.orientation()).isEqualTo(Orientation.of(3));
    stated.exif(
        ByteBuffer.wrap(
            HexFormat.of()
                .parseHex(
                    "49492a0008000000010012010300010000"
                        + "00%02x00000000000000".formatted(exif))));
    assertThat(stated.orientation()).isEqualTo(Orientation.of(shown));
  }

  /** A thousand bytes inflate to a million. A text that is too long is ignored and costs little. */
  @Test
  void inflatesNoTextWithoutLimit() {
    byte[] bomb = new byte[64 << 20];
    byte[] stated = "tiff:Orientation=\"6\"".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(stated, 0, bomb, 0, stated.length);
    assertThat(orientation(bomb, stated.length)).isEqualTo(Orientation.of(6));
    assertThat(orientation(bomb, PngText.LONGEST)).isEqualTo(Orientation.of(6));

    long allocated =
        Allocation.of(
            () -> assertThat(orientation(bomb, bomb.length)).isEqualTo(Orientation.of(NONE)));

    assertThat(allocated).isLessThan(8 << 20);
  }

  private static Orientation orientation(byte[] text, int length) {
    Deflater deflater = new Deflater();
    deflater.setInput(text, 0, length);
    deflater.finish();
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes("XML:com.adobe.xmp\0\0".getBytes(StandardCharsets.ISO_8859_1));
    byte[] part = new byte[1 << 16];
    while (!deflater.finished()) {
      chunk.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    PngText texts = new PngText(new EncodedBytes("PNG", chunk.toByteArray()));
    texts.note("zTXt", 0, chunk.size());
    StatedOrientation stated = new StatedOrientation();
    texts.tell(stated, false);
    return stated.orientation();
  }
}
