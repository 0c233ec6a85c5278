package io.flinkmobilenet.stream.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status and header fields of a response (<a href="https://www.rfc-editor.org/rfc/rfc9112">RFC
 * 9112</a>).
 *
 * @param status three digits
 * @param fields values by name in lower case
 * @param persistent whether the connection may be used for another request
 */
record HttpHead(int status, Map<String, String> fields, boolean persistent) {
  private static final int MOST_BYTES = 32_768;
  private static final int FIRST_FINAL_STATUS = 200;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})( .*)?");

  /**
   * Reads a head; interim responses before it are skipped.
   *
   * @throws ProtocolException if the bytes are not HTTP/1.1, or the head is too long
   */
  static HttpHead read(InputStream in) throws IOException {
    int[] left = {MOST_BYTES};
    while (true) {
      HttpHead head = readOne(in, left);
      if (head.status >= FIRST_FINAL_STATUS) {
        return head;
      }
    }
  }

  private static HttpHead readOne(InputStream in, int[] left) throws IOException {
    Matcher status = STATUS.matcher(line(in, left));
    if (!status.matches()) {
      throw new ProtocolException("expected the status line of HTTP/1.1");
    }
    Map<String, String> fields = new HashMap<>();
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("expected a header field with a colon");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      String before = fields.put(name, value);
      if (before != null && !before.equals(value) && name.equals("content-length")) {
        throw new ProtocolException("expected one length, found two");
      }
    }
    boolean closes = fields.getOrDefault("connection", "").equalsIgnoreCase("close");
    return new HttpHead(
        Integer.parseInt(status.group(2)), fields, status.group(1).equals("1") && !closes);
  }

  /** Reads a line without its end; {@code left[0]} is the number of bytes that may still come. */
  static String line(InputStream in, int[] left) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("expected the rest of a response's head, found the end");
      }
      if (--left[0] < 0) {
        throw new ProtocolException("expected a head of at most " + MOST_BYTES + " bytes");
      }
      line.append((char) b);
    }
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r'
        ? line.substring(0, length - 1)
        : line.toString();
  }

  String field(String name) {
    return fields.get(name);
  }

  boolean chunked() {
    return "chunked".equalsIgnoreCase(field("transfer-encoding"));
  }

  /** Returns the length of the content; -1 if the head does not say it. */
  long length() throws ProtocolException {
    String length = field("content-length");
    if (length == null || chunked()) {
      return -1;
    }
    if (!length.matches("[0-9]{1,18}")) {
      throw new ProtocolException("expected a length, found '" + length + "'");
    }
    return Long.parseLong(length);
  }
}
