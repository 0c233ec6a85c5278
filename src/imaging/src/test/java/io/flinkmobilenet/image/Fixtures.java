package io.flinkmobilenet.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Small images of every format and their pixels as decoded by Pillow; see make_fixtures.py. */
final class Fixtures {
  private Fixtures() {}

  /** An image and its pixels as decoded by Pillow. */
  record Fixture(String name, RgbImage expected) {
    byte[] bytes() {
      return Fixtures.bytes(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** All images. */
  static List<Fixture> images() {
    return rows("expected.tsv").map(row -> new Fixture(row[0], image(row, 1))).toList();
  }

  /** The fields of each line of a table. */
  static Stream<String[]> rows(String table) {
    return new String(bytes(table), StandardCharsets.UTF_8).lines().map(line -> line.split("\t"));
  }

  /** The image whose width, height and pixels are in the given field and the two after it. */
  static RgbImage image(String[] row, int field) {
    byte[] rgb = HexFormat.of().parseHex(row[field + 2]);
    return new RgbImage(Integer.parseInt(row[field]), Integer.parseInt(row[field + 1]), rgb);
  }

  static byte[] bytes(String name) {
    try (InputStream input = Fixtures.class.getResourceAsStream(name)) {
      return input.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
