package io.flinkmobilenet.format;

import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip archive whose entries are read into memory within limits; nothing is unpacked to disk. */
public final class ZipArchive implements Closeable {
  private static final int MAX_ENTRIES = 1 << 14;
  private static final long MAX_FILE_BYTES = 1L << 30;

  /** Weights hardly get smaller; texts of some kilobytes do. */
  private static final int MOST_EXPANSION = 16;

  private static final int ALWAYS_ALLOWED = 1 << 20;

  private final String where;
  private final long size;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

  private ZipArchive(String where, long size, ZipFile zip) {
    this.where = where;
    this.size = size;
    this.zip = zip;
  }

  /** Returns whether a file starts as zip archives do. */
  public static boolean recognises(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] start = stream.readNBytes(4);
      return start.length == 4
          && start[0] == 'P'
          && start[1] == 'K'
          && start[2] == 3
          && start[3] == 4;
    }
  }

  /**
   * Opens an archive.
   *
   * @throws WeightsException if it is no zip archive, is larger than 1 GiB, or has a name that
   *     leads out of it
   * @throws IOException if it cannot be read
   */
  public static ZipArchive open(Path file) throws WeightsException, IOException {
    long size = Files.size(file);
    if (size > MAX_FILE_BYTES) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d bytes, found %d".formatted(file, MAX_FILE_BYTES, size));
    }
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new MalformedWeightsException(
          "%s: expected a zip archive: %s".formatted(file, reason(e)), e);
    }
    ZipArchive archive = new ZipArchive(file.toString(), size, zip);
    try {
      archive.list();
    } catch (WeightsException e) {
      zip.close();
      throw e;
    } catch (IllegalArgumentException e) {
      zip.close();
      throw new MalformedWeightsException(
          file + ": expected names of entries in UTF-8, found others", e);
    }
    return archive;
  }

  private void list() throws WeightsException {
    if (zip.size() > MAX_ENTRIES) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d entries, found %d".formatted(where, MAX_ENTRIES, zip.size()));
    }
    for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
      String name = entry.getName();
      boolean inside = !name.startsWith("/") && !List.of(name.split("[/\\\\]")).contains("..");
      if (!inside) {
        throw new MalformedWeightsException(
            "%s: entry %s: expected a name within the archive, found one that leads out of it"
                .formatted(where, brief(name)));
      }
      if (entries.put(name, entry) != null) {
        throw new MalformedWeightsException(
            "%s: entry %s: expected a name of its own, found it twice"
                .formatted(where, brief(name)));
      }
    }
  }

  /** Returns the names of all entries, in the order of the archive. */
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /**
   * Returns the content of an entry, if there is one.
   *
   * @param most largest number of bytes that is accepted
   * @throws WeightsException if it is longer, expands to much more than the archive, or is damaged
   */
  public Optional<byte[]> read(String name, long most) throws WeightsException, IOException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      return Optional.empty();
    }
    long limit = Math.min(most, MOST_EXPANSION * size + ALWAYS_ALLOWED);
    if (entry.getSize() > limit) {
      throw tooLong(name, limit, entry.getSize() + "");
    }
    // The declared length can be wrong, so it is no reason to allocate as much.
    try (InputStream stream = zip.getInputStream(entry)) {
      byte[] content = stream.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
      if (content.length > limit) {
        throw tooLong(name, limit, "more");
      }
      requireCheckSum(entry, content);
      return Optional.of(content);
    } catch (ZipException | EOFException e) {
      throw new MalformedWeightsException(
          "%s: entry %s: expected a whole entry: %s".formatted(where, brief(name), reason(e)), e);
    }
  }

  private void requireCheckSum(ZipEntry entry, byte[] content) throws MalformedWeightsException {
    CRC32 found = new CRC32();
    found.update(content);
    if (entry.getCrc() != found.getValue()) {
      throw new MalformedWeightsException(
          "%s: entry %s: expected the check sum %08x, found %08x; the file is damaged"
              .formatted(where, brief(entry.getName()), entry.getCrc(), found.getValue()));
    }
  }

  private UnsupportedWeightsException tooLong(String name, long limit, String found) {
    return new UnsupportedWeightsException(
        "%s: entry %s: expected at most %d bytes, found %s"
            .formatted(where, brief(name), limit, found));
  }

  /** The JDK gives no message where data ends too early. */
  private static String reason(Exception failure) {
    return failure instanceof EOFException ? "it ends too early" : failure.getMessage();
  }

  private static String brief(String name) {
    return name.length() > 80 ? name.substring(0, 80) + "…" : name;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
