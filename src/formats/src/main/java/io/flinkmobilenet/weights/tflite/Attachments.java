package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.weights.MalformedWeightsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The zip archive after a model.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">.ZIP File Format</a>
 */
final class Attachments {
  /** Bytes of all files together, unpacked. */
  private static final int MAX_BYTES = 4 << 20;

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 0xFFFF;

  private final byte[] content;
  private final String where;

  Attachments(byte[] content, String where) {
    this.content = content;
    this.where = where;
  }

  /** Returns the lines of a text file, without empty ones at its end. */
  List<String> lines(String name) throws MalformedWeightsException {
    String text = new String(file(name), StandardCharsets.UTF_8);
    return text.stripTrailing().lines().map(String::strip).toList();
  }

  private byte[] file(String name) throws MalformedWeightsException {
    int start = start();
    int left = MAX_BYTES;
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(content, start, content.length - start))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = bounded(zip, left);
        left -= bytes.length;
        if (entry.getName().equals(name)) {
          return bytes;
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedWeightsException(
          "%s: attached files: expected a zip archive, found a damaged one at byte %d"
              .formatted(where, start),
          e);
    }
    throw missing(name);
  }

  private byte[] bounded(InputStream zip, int left) throws IOException, MalformedWeightsException {
    byte[] bytes = zip.readNBytes(left);
    if (bytes.length == left && zip.read() >= 0) {
      throw new MalformedWeightsException(
          "%s: attached files: expected at most %d bytes in all, found more"
              .formatted(where, MAX_BYTES));
    }
    return bytes;
  }

  /** Returns the place of the archive, which its last record tells. */
  private int start() throws MalformedWeightsException {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int last = content.length - END_BYTES;
    for (int end = last; end >= Math.max(0, last - MAX_COMMENT); end--) {
      if (bytes.getInt(end) == END_SIGNATURE) {
        long directory = bytes.getInt(end + 12) & 0xFFFFFFFFL;
        long offset = bytes.getInt(end + 16) & 0xFFFFFFFFL;
        // Writers that append to the model count from its start, others from the archive's.
        long start = end - directory - offset;
        if (start >= 0) {
          return start > 0 ? (int) start : first(bytes, end, directory);
        }
      }
    }
    throw missing("zip archive");
  }

  /** Returns the place of the first file that the directory names. */
  private int first(ByteBuffer bytes, int end, long directory) throws MalformedWeightsException {
    long entry = end - directory;
    if (directory < 46) {
      throw missing("directory of the zip archive");
    }
    long first = bytes.getInt((int) entry + 42) & 0xFFFFFFFFL;
    if (first >= entry) {
      throw missing("first file of the zip archive");
    }
    return (int) first;
  }

  private MalformedWeightsException missing(String name) {
    return new MalformedWeightsException(
        "%s: attached files: expected %s, found none".formatted(where, UniqueNames.line(name)));
  }
}
