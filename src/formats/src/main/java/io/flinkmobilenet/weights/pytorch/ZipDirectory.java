package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The entries of a zip archive in memory. Stored entries, which PyTorch writes, are not copied. A
 * check sum of 0 is not compared, because PyTorch can be told to leave them out.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE, section 4</a>
 */
final class ZipDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int MAX_COMMENT_BYTES = 0xFFFF;
  private static final int MAX_ENTRIES = 1 << 15;

  /** No deflated entry is longer than this times its compressed bytes (RFC 1951). */
  private static final int MAX_RATIO = 1032;

  private static final long MAX_INFLATED_BYTES = 1 << 30;

  private final String where;
  private final ByteBuffer file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long mayInflate;

  private record Entry(int method, int compressed, int length, int local, int checkSum) {}

  /**
   * Reads the directory at the end of an archive.
   *
   * @param where name of the file in error messages
   */
  ZipDirectory(ByteBuffer file, String where) throws WeightsException {
    this.where = where;
    this.file = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.mayInflate = Math.min(MAX_INFLATED_BYTES, (long) MAX_RATIO * file.remaining());
    int end = end();
    int count = this.file.getShort(end + 10) & 0xFFFF;
    long start = this.file.getInt(end + 16) & 0xFFFF_FFFFL;
    if (count > MAX_ENTRIES) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d entries of the zip archive, found %d"
              .formatted(where, MAX_ENTRIES, count));
    }
    readEntries(start, count, end);
  }

  private int end() throws WeightsException {
    int last = file.limit() - END_BYTES;
    for (int at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at--) {
      if (file.getInt(at) == END_SIGNATURE) {
        return at;
      }
    }
    throw malformed("the directory of the zip archive at its end", "none; the file is cut off");
  }

  private void readEntries(long start, int count, int end) throws WeightsException {
    long at = start;
    for (int i = 0; i < count; i++) {
      requireWithin(at, ENTRY_BYTES, end, "entry %d of the directory".formatted(i));
      int entry = (int) at;
      if (file.getInt(entry) != ENTRY_SIGNATURE) {
        throw malformed("entry %d of the directory".formatted(i), "other bytes");
      }
      int nameBytes = file.getShort(entry + 28) & 0xFFFF;
      requireWithin(at + ENTRY_BYTES, nameBytes, end, "the name of entry " + i);
      String name = StandardCharsets.UTF_8.decode(file.slice(entry + 46, nameBytes)).toString();
      if (entries.putIfAbsent(name, entry(entry, name)) != null) {
        throw malformed("entries with names of their own", "two of " + printable(name));
      }
      at += ENTRY_BYTES + nameBytes;
      at += (file.getShort(entry + 30) & 0xFFFF) + (file.getShort(entry + 32) & 0xFFFF);
    }
  }

  private Entry entry(int at, String raw) throws WeightsException {
    String name = printable(raw);
    int method = file.getShort(at + 10) & 0xFFFF;
    if ((file.getShort(at + 8) & 1) != 0) {
      throw new UnsupportedWeightsException(
          "%s: entry %s: expected no encryption, found some".formatted(where, name));
    }
    long compressed = file.getInt(at + 20) & 0xFFFF_FFFFL;
    long length = file.getInt(at + 24) & 0xFFFF_FFFFL;
    long local = file.getInt(at + 42) & 0xFFFF_FFFFL;
    requireWithin(local, LOCAL_BYTES, file.limit(), "the header of entry " + name);
    requireWithin(local + LOCAL_BYTES, compressed, file.limit(), "the content of entry " + name);
    long most = method == 0 ? compressed : MAX_RATIO * compressed;
    if (length > most || length > MAX_INFLATED_BYTES) {
      throw malformed(
          "at most %d bytes in entry %s".formatted(Math.min(most, MAX_INFLATED_BYTES), name),
          Long.toString(length));
    }
    int checkSum = file.getInt(at + 16);
    return new Entry(method, (int) compressed, (int) length, (int) local, checkSum);
  }

  private void requireWithin(long start, long length, long end, String what)
      throws WeightsException {
    if (start + length > end) {
      throw malformed(what + " of " + length + " bytes", Math.max(0, end - start) + " bytes left");
    }
  }

  static String printable(String name) {
    return name.length() <= 200 && name.matches("[\\w./ -]+") ? name : "with other letters";
  }

  Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /**
   * Returns the content of an entry that exists.
   *
   * @param most largest number of bytes that is accepted
   */
  ByteBuffer content(String name, long most) throws WeightsException {
    Entry entry = entries.get(name);
    if (entry.length() > most) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d bytes in %s, found %d"
              .formatted(where, most, printable(name), entry.length()));
    }
    ByteBuffer content = content(name, entry);
    CRC32 found = new CRC32();
    found.update(content.duplicate());
    if (entry.checkSum() != 0 && entry.checkSum() != (int) found.getValue()) {
      throw malformed(
          "the check sum %08x of entry %s".formatted(entry.checkSum(), printable(name)),
          "%08x; the file is damaged".formatted(found.getValue()));
    }
    return content;
  }

  private ByteBuffer content(String name, Entry entry) throws WeightsException {
    int local = entry.local();
    if (file.getInt(local) != LOCAL_SIGNATURE) {
      throw malformed("the header of entry " + printable(name), "other bytes");
    }
    int names = (file.getShort(local + 26) & 0xFFFF) + (file.getShort(local + 28) & 0xFFFF);
    long start = (long) local + LOCAL_BYTES + names;
    requireWithin(
        start, entry.compressed(), file.limit(), "the content of entry " + printable(name));
    ByteBuffer content = file.slice((int) start, entry.compressed());
    return switch (entry.method()) {
      case 0 -> content;
      case 8 -> inflated(content, entry.length(), name);
      default ->
          throw new UnsupportedWeightsException(
              "%s: entry %s: expected it stored or deflated, found compression method %d"
                  .formatted(where, printable(name), entry.method()));
    };
  }

  private ByteBuffer inflated(ByteBuffer content, int length, String name) throws WeightsException {
    mayInflate -= length;
    if (mayInflate < 0) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d bytes in its deflated entries, found more in %s"
              .formatted(where, MAX_INFLATED_BYTES, printable(name)));
    }
    byte[] bytes = new byte[length];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(content);
      int filled = 0;
      int step = 1;
      while (filled < length && step > 0) {
        step = inflater.inflate(bytes, filled, length - filled);
        filled += step;
      }
      if (filled < length) {
        throw malformed(length + " bytes in entry " + printable(name), Integer.toString(filled));
      }
    } catch (DataFormatException e) {
      throw malformed("deflated bytes in entry " + printable(name), "others");
    } finally {
      inflater.end();
    }
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  private MalformedWeightsException malformed(String expected, String found) {
    return new MalformedWeightsException(
        "%s: expected %s, found %s".formatted(where, expected, found));
  }
}
