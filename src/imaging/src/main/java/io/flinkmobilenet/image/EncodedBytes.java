package io.flinkmobilenet.image;

import io.flinkmobilenet.image.InvalidImageException.Reason;
import java.nio.ByteBuffer;

/**
 * Bounds-checked access to an encoded image.
 *
 * @param format name of the format that the bytes claim to have, for messages
 * @param bytes the whole file; not copied
 */
record EncodedBytes(String format, byte[] bytes) {
  int length() {
    return bytes.length;
  }

  /** Checks that the file has {@code length} bytes from offset {@code at} on. */
  void require(long at, long length, String what) throws InvalidImageException {
    if (at + length > bytes.length) {
      throw truncated("expected " + what + " up to byte " + (at + length));
    }
  }

  int u8(long at, String what) throws InvalidImageException {
    require(at, 1, what);
    return bytes[(int) at] & 0xff;
  }

  int u16le(long at, String what) throws InvalidImageException {
    return u8(at, what) | u8(at + 1, what) << 8;
  }

  int u16be(long at, String what) throws InvalidImageException {
    return u8(at, what) << 8 | u8(at + 1, what);
  }

  long u32le(long at, String what) throws InvalidImageException {
    return u16le(at, what) | (long) u16le(at + 2, what) << 16;
  }

  long u32be(long at, String what) throws InvalidImageException {
    return (long) u16be(at, what) << 16 | u16be(at + 2, what);
  }

  /** A view of bytes that are known to exist. */
  ByteBuffer slice(int at, int length) {
    return ByteBuffer.wrap(bytes, at, length).slice();
  }

  /**
   * True if the bytes at the given offset equal the given Latin-1 text. The offset may lie past the
   * end of the file.
   */
  boolean has(String text, long at) {
    if (at + text.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((bytes[(int) at + i] & 0xff) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The exception for a file that ends too early. */
  InvalidImageException truncated(String expected) {
    return new InvalidImageException(
        Reason.TRUNCATED_IMAGE,
        format + " is truncated: " + expected + ", found its end at byte " + bytes.length);
  }

  /** The exception for a file that contradicts its format. */
  InvalidImageException malformed(String message) {
    return new InvalidImageException(Reason.MALFORMED_IMAGE, format + " is malformed: " + message);
  }

  /** The exception for a file that uses a part of its format that is not supported. */
  InvalidImageException unsupported(String message) {
    return new InvalidImageException(
        Reason.UNSUPPORTED_FORMAT, format + " is not supported: " + message);
  }
}
