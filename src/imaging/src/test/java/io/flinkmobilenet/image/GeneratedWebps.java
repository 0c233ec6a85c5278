package io.flinkmobilenet.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Small WebP files of all kinds and the checksums of their pixels as decoded by libwebp; see
 * make_webps.py.
 */
final class GeneratedWebps {
  private static final Map<String, byte[]> ENTRIES = read();

  private GeneratedWebps() {}

  /**
   * A generated file.
   *
   * @param crc CRC-32 of its RGB pixels, hexadecimal
   * @param how it was made
   */
  record Webp(String name, int width, int height, String crc, String how) {
    byte[] bytes() {
      return GeneratedWebps.bytes(name);
    }

    @Override
    public String toString() {
      return name + " " + how;
    }
  }

  static List<Webp> all() {
    return new String(ENTRIES.get("list.tsv"), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split("\t"))
        .map(
            row ->
                new Webp(
                    row[0], Integer.parseInt(row[1]), Integer.parseInt(row[2]), row[3], row[4]))
        .toList();
  }

  static byte[] bytes(String name) {
    return ENTRIES.get(name).clone();
  }

  private static Map<String, byte[]> read() {
    Map<String, byte[]> entries = new HashMap<>();
    byte[] archive = Fixtures.bytes("webps.zip");
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }
}
