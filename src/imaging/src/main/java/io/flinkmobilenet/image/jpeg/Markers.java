package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;

/**
 * Walks from marker to marker of a JPEG file and reads inside segments, never past their end: ITU-T
 * T.81, section B.1.1 and table B.1.
 */
final class Markers {
  static final int TEM = 0x01;
  static final int SOF0 = 0xc0;
  static final int DHT = 0xc4;
  static final int JPG = 0xc8;
  static final int DAC = 0xcc;
  static final int SOF15 = 0xcf;
  static final int RST0 = 0xd0;
  static final int SOI = 0xd8;
  static final int EOI = 0xd9;
  static final int SOS = 0xda;
  static final int DQT = 0xdb;
  static final int DRI = 0xdd;
  static final int APP0 = 0xe0;
  static final int APP1 = 0xe1;
  static final int APP14 = 0xee;
  static final int APP15 = 0xef;
  static final int COM = 0xfe;

  private final byte[] file;
  private int start;
  private int code;
  private int at;
  private int end;

  /** Starts at the start-of-image marker, with which the file is known to begin. */
  Markers(byte[] file) {
    this.file = file;
    end = 2;
  }

  /**
   * Goes to the next marker after the current segment, skipping any bytes in between, and returns
   * its code. A marker without parameters counts as an empty segment.
   */
  int next() throws DecodingException {
    return next(end);
  }

  /** Goes to the next marker at or after an offset. */
  int next(int from) throws DecodingException {
    start = find(from);
    code = file[start + 1] & 0xff;
    at = start + 2;
    end = at;
    if (!standsAlone()) {
      openSegment();
    }
    return code;
  }

  /** Offset of the next marker: an ff that is followed by neither 00 nor another ff. */
  private int find(int from) throws DecodingException {
    for (int place = from; place + 1 < file.length; place++) {
      if (file[place] == (byte) 0xff && file[place + 1] != 0 && file[place + 1] != (byte) 0xff) {
        return place;
      }
    }
    throw DecodingException.truncated(
        "expected a marker at or after byte %d, found its end at byte %d"
            .formatted(from, file.length));
  }

  private boolean standsAlone() {
    return code == TEM || code >= RST0 && code <= EOI;
  }

  private void openSegment() throws DecodingException {
    if (start + 4 > file.length) {
      throw truncatedAt(start + 4, "the length of a segment");
    }
    int length = (file[start + 2] & 0xff) << 8 | file[start + 3] & 0xff;
    if (length < 2) {
      throw DecodingException.malformed(
          "segment at byte " + start + " has length " + length + ", expected at least 2");
    }
    if (start + 2 + length > file.length) {
      throw truncatedAt(start + 2 + length, "the segment at byte " + start);
    }
    at = start + 4;
    end = start + 2 + length;
  }

  private DecodingException truncatedAt(int expectedEnd, String what) {
    return DecodingException.truncated(
        "expected "
            + what
            + " up to byte "
            + expectedEnd
            + ", found its end at byte "
            + file.length);
  }

  /** Offset at which the current marker starts. */
  int start() {
    return start;
  }

  /** Offset that is read next. */
  int at() {
    return at;
  }

  /** Offset at which the current segment ends. */
  int end() {
    return end;
  }

  /** Unread bytes of the current segment. */
  int remaining() {
    return end - at;
  }

  /** True if the current segment is an application segment or a comment. */
  boolean isRemark() {
    return code >= APP0 && code <= APP15 || code == COM;
  }

  /** True if the current segment is a frame header of any coding process. */
  boolean isFrame() {
    return code >= SOF0 && code <= SOF15 && code != DHT && code != JPG && code != DAC;
  }

  /** True if the unread part of the segment begins with the given text. */
  boolean startsWith(String text) {
    if (text.length() > remaining()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((file[at + i] & 0xff) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  void skip(int bytes) {
    at += bytes;
  }

  int u8() throws DecodingException {
    require(1);
    return file[at++] & 0xff;
  }

  int u16() throws DecodingException {
    return u8() << 8 | u8();
  }

  /** Checks that the segment has the given number of unread bytes. */
  void require(int bytes) throws DecodingException {
    if (bytes > remaining()) {
      throw malformed("is expected to have " + bytes + " more bytes at byte " + at);
    }
  }

  /** The exception for a current segment that contradicts the standard. */
  DecodingException malformed(String problem) {
    return DecodingException.malformed(
        "segment ff%02x at byte %d, of %d bytes, %s".formatted(code, start, end - start, problem));
  }
}
