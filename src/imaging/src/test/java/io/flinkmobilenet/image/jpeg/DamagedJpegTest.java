package io.flinkmobilenet.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.rows.DecodingException.Kind;
import io.flinkmobilenet.image.rows.Region;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a file is damaged, the decoder either decodes all of it or reports what was expected
 * where.
 */
@Timeout(60)
class DamagedJpegTest {
  private static final int DAMAGES = 400;
  private static final int[][] GREY = {{1, 1}};
  private static final int[][] COLOURS = {{2, 2}, {1, 1}, {1, 1}};
  private static final int[][] INKS = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};

  private final JpegDecoder decoder = new JpegDecoder();

  private static byte[] write(int seed) {
    int[][] factors = seed % 3 == 0 ? GREY : seed % 3 == 1 ? COLOURS : INKS;
    Random random = new Random(seed);
    boolean progressive = seed % 2 == 0;
    return new JpegWriter(
            18 + seed % 5, 21, factors, 30, progressive, seed % 4, factors == INKS ? 2 : -1)
        .write(random);
  }

  private void decode(byte[] file) throws DecodingException {
    JpegHeader header = JpegDecoder.open(file);
    if ((long) header.width() * header.height() < 1 << 20) {
      Region region = new Region(0, 0, header.width(), header.height());
      decoder.decode(header, 1, region, (pixels, at) -> {});
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void refusesFilesCutAtAnyByte(int seed) throws DecodingException {
    byte[] whole = write(seed);
    decode(whole);
    for (int length = 2; length < whole.length - 2; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      DecodingException refusal = catchThrowableOfType(DecodingException.class, () -> decode(cut));
      assertThat(refusal).as("cut to %d bytes", length).isNotNull();
      assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(Kind.TRUNCATED);
    }
  }

  /** The last two bytes are the end-of-image marker and contain no pixels. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void showsFilesThatLackNothingButTheirEnd(int seed) throws DecodingException {
    byte[] whole = write(seed);
    Rows expected = new Rows(JpegDecoder.open(whole));
    decodeInto(expected, whole);
    byte[] next = Arrays.copyOf(whole, whole.length + 50);
    System.arraycopy(whole, 0, next, whole.length - 2, 52);
    byte[] noSegment = whole.clone();
    noSegment[whole.length - 1] = (byte) Markers.APP1;
    for (byte[] file :
        List.of(
            Arrays.copyOf(whole, whole.length - 2),
            Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(Arrays.copyOf(whole, whole.length - 2), whole.length + 40),
            Arrays.copyOf(noSegment, whole.length + 40),
            next)) {
      JpegHeader header = JpegDecoder.open(file);
      Rows rows = new Rows(header);
      decoder.decode(header, 1, new Region(0, 0, header.width(), header.height()), rows);
      assertThat(rows.rgb()).isEqualTo(expected.rgb());
      assertThat(header.lacksEnd()).isTrue();
    }
  }

  /** Bytes of ff before a marker are fill bytes. The marker follows the last of them. */
  @ParameterizedTest
  @CsvSource({"37, MALFORMED", "d9, TRUNCATED"})
  void namesTheMarkerThatCutsAScan(String code, Kind kind) {
    byte[] file = write(1);
    int at = lastScan(file) + 30;
    file[at] = (byte) 0xff;
    file[at + 1] = (byte) 0xff;
    file[at + 2] = (byte) Integer.parseInt(code, 16);

    DecodingException refusal = catchThrowableOfType(DecodingException.class, () -> decode(file));

    assertThat(refusal.kind()).isEqualTo(kind);
    assertThat(refusal).hasMessageContaining("found marker ff%s at byte %d".formatted(code, at));
  }

  /** Two components with one id can share a scan, but scans of one each cannot be told apart. */
  @Test
  void refusesSeveralScansOfOneId() {
    byte[] file = write(4);
    int frame = 0;
    while (file[frame] != (byte) 0xff || file[frame + 1] != (byte) 0xc2) {
      frame++;
    }
    int first = file[frame + 10];
    file[frame + 13] = (byte) first;
    file[frame + 16] = (byte) first;

    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(DecodingException.class)
        .hasMessageContaining("component");
  }

  /**
   * An end-of-image marker does not make an incomplete image complete. A progressive image is
   * coarse if the marker replaces scans that only add bits, and then contains nothing of a partial
   * scan.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void refusesScansThatEndEarly(int seed) throws DecodingException {
    byte[] whole = write(seed);
    byte[] coarse = null;
    for (int length = 2; length < whole.length - 3; length++) {
      byte[] cut = Arrays.copyOf(whole, length + 2);
      cut[length] = (byte) 0xff;
      cut[length + 1] = (byte) Markers.EOI;
      try {
        Rows rows = new Rows(JpegDecoder.open(cut));
        decodeInto(rows, cut);
        boolean betweenScans = whole[length] == (byte) 0xff && (whole[length + 1] & 0xc0) == 0xc0;
        coarse = betweenScans ? rows.rgb() : coarse;
        assertThat(seed % 2).as("ended at byte %d", length).isZero();
        assertThat(rows.rgb()).as("ended at byte %d", length).isEqualTo(coarse);
      } catch (DecodingException e) {
        assertThat(e.kind()).as(e.getMessage()).isNotEqualTo(Kind.UNSUPPORTED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void survivesChangedBytes(int seed) {
    byte[] whole = write(seed);
    Random random = new Random(seed);
    for (int damage = 0; damage < DAMAGES; damage++) {
      byte[] damaged = whole.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        damaged[2 + random.nextInt(damaged.length - 2)] = (byte) random.nextInt(256);
      }
      try {
        decode(damaged);
      } catch (DecodingException e) {
        assertThat(e.getMessage()).isNotBlank();
      } catch (RuntimeException | Error e) {
        fail("seed " + seed + ", damage " + damage, e);
      }
    }
  }

  /** A decoder keeps nothing of a damaged image. */
  @Test
  void goesOnAfterDamage() throws DecodingException {
    byte[] whole = write(1);
    Rows expected = new Rows(JpegDecoder.open(whole));
    decodeInto(expected, whole);
    for (int length = 100; length < whole.length; length += 37) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> decode(cut)).isInstanceOf(DecodingException.class);
      Rows rows = new Rows(JpegDecoder.open(whole));
      decodeInto(rows, whole);
      assertThat(rows.rgb()).isEqualTo(expected.rgb());
    }
  }

  private void decodeInto(Rows rows, byte[] file) throws DecodingException {
    JpegHeader header = JpegDecoder.open(file);
    decoder.decode(header, 1, new Region(0, 0, header.width(), header.height()), rows);
  }

  /** Each scan is a few bytes long but would visit all blocks. */
  @Test
  void refusesMoreScansThanAnyEncoderMakes() {
    byte[] bomb = repeated(lastScan(write(4)), 2000);
    assertThatThrownBy(() -> decode(bomb)).isInstanceOf(DecodingException.class);
  }

  private static int lastScan(byte[] file) {
    int at = file.length - 2;
    while (file[at] != (byte) 0xff || file[at + 1] != (byte) Markers.SOS) {
      at--;
    }
    return at;
  }

  private static byte[] repeated(int from, int times) {
    byte[] file = write(4);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, from);
    for (int i = 0; i < times; i++) {
      out.write(file, from, file.length - 2 - from);
    }
    out.write(file, file.length - 2, 2);
    return out.toByteArray();
  }

  @Test
  void saysWhatIsWrongWithAHuffmanTable() {
    byte[] file = write(3);
    int at = 0;
    while (file[at] != (byte) 0xff || file[at + 1] != (byte) Markers.DHT) {
      at++;
    }
    int codes = file[at + 3] - 19;
    Arrays.fill(file, at + 5, at + 21, (byte) 0);
    file[at + 5] = (byte) codes;
    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(DecodingException.class)
        .hasMessageContaining("Huffman table at byte " + (at + 5));
  }

  @Test
  void refusesRestartMarkersOutOfOrder() {
    byte[] file = write(3);
    int at = lastScan(file);
    while (file[at] != (byte) 0xff || file[at + 1] != (byte) Markers.RST0) {
      at++;
    }
    file[at + 1]++;
    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(DecodingException.class)
        .hasMessage("expected restart marker 0, found marker ffd1 at byte %d".formatted(at));
  }
}
