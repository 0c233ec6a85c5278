package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle; every length is compared with what remains before it is used. */
final class PickleInput {
  /** Longest text, which is enough for every name and most configurations. */
  private static final int MAX_TEXT_BYTES = 1 << 20;

  /** Longest number: PyTorch's magic number has 10 bytes. */
  private static final int MAX_NUMBER_BYTES = 256;

  private final ByteBuffer bytes;
  private final String where;

  /**
   * Starts at the position of a buffer, which moves as bytes are read.
   *
   * @param where name of the file and the pickle in error messages
   */
  PickleInput(ByteBuffer bytes, String where) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.where = where;
  }

  int position() {
    return bytes.position();
  }

  int unsignedByte() throws WeightsException {
    return take(1).get() & 0xFF;
  }

  int unsignedShort() throws WeightsException {
    return take(2).getShort() & 0xFFFF;
  }

  int signedInt() throws WeightsException {
    return take(4).getInt();
  }

  long unsignedInt() throws WeightsException {
    return signedInt() & 0xFFFF_FFFFL;
  }

  long signedLong() throws WeightsException {
    return take(8).getLong();
  }

  /** Reads a double, which is big-endian in every pickle. */
  double bigEndianDouble() throws WeightsException {
    return take(8).order(ByteOrder.BIG_ENDIAN).getDouble();
  }

  /** Reads an integer of the given number of bytes: little-endian, two's complement. */
  Number integer(long length) throws WeightsException {
    atMost("number", length, MAX_NUMBER_BYTES);
    ByteBuffer little = take(length);
    byte[] big = new byte[(int) length];
    for (int i = 0; i < big.length; i++) {
      big[big.length - 1 - i] = little.get();
    }
    return big.length == 0 ? 0L : narrow(new BigInteger(big));
  }

  /** Reads a line with a decimal integer. */
  Number decimal() throws WeightsException {
    String line = line(MAX_NUMBER_BYTES);
    String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
    try {
      return narrow(new BigInteger(digits.strip()));
    } catch (NumberFormatException e) {
      throw malformed("a decimal integer", "another line");
    }
  }

  /** Reads a line with a decimal number. */
  double decimalDouble() throws WeightsException {
    try {
      return Double.parseDouble(line(MAX_NUMBER_BYTES));
    } catch (NumberFormatException e) {
      throw malformed("a decimal number", "another line");
    }
  }

  private static Number narrow(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  /** Reads an index of the memo from a line. */
  int decimalIndex() throws WeightsException {
    Number index = decimal();
    if (!(index instanceof Long value) || value < 0 || value > Integer.MAX_VALUE) {
      throw malformed("an index of the memo", "number " + index);
    }
    return value.intValue();
  }

  /** Reads text of the given number of bytes. */
  String text(long length) throws WeightsException {
    atMost("text", length, MAX_TEXT_BYTES);
    return decode(take(length));
  }

  /** Reads text of the given number of bytes, which Python 2 wrote without saying its encoding. */
  String oldText(long length) throws WeightsException {
    atMost("text", length, MAX_TEXT_BYTES);
    return StandardCharsets.ISO_8859_1.decode(take(length)).toString();
  }

  /** Reads a text up to the end of its line, without the line feed. */
  String line() throws WeightsException {
    return line(MAX_TEXT_BYTES);
  }

  private String line(int longest) throws WeightsException {
    int end = bytes.position();
    int last = (int) Math.min(bytes.limit(), (long) end + longest);
    while (end < last && bytes.get(end) != '\n') {
      end++;
    }
    if (end == last) {
      throw malformed("a line of at most " + longest + " bytes", "no end of the line");
    }
    String text = decode(take(end - bytes.position()));
    take(1);
    return text;
  }

  /** Returns a view of the given number of bytes, little-endian. */
  ByteBuffer take(long length) throws WeightsException {
    if (length < 0 || length > bytes.remaining()) {
      throw malformed(
          Long.toUnsignedString(length) + " more bytes", bytes.remaining() + " bytes left");
    }
    ByteBuffer part = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + (int) length);
    return part;
  }

  private void atMost(String what, long length, int most) throws WeightsException {
    if (length < 0 || length > most) {
      throw unsupported(
          what + " of at most " + most + " bytes", Long.toUnsignedString(length) + " bytes");
    }
  }

  private String decode(ByteBuffer text) throws WeightsException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw malformed("UTF-8 text", "other bytes");
    }
  }

  MalformedWeightsException malformed(String expected, String found) {
    return new MalformedWeightsException(message(expected, found));
  }

  UnsupportedWeightsException unsupported(String expected, String found) {
    return new UnsupportedWeightsException(message(expected, found));
  }

  private String message(String expected, String found) {
    return "%s: byte %d: expected %s, found %s".formatted(where, bytes.position(), expected, found);
  }
}
