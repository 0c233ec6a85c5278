package io.flinkmobilenet.cli.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the images of a multipart stream (<a
 * href="https://www.rfc-editor.org/rfc/rfc2046#section-5.1">RFC 2046, section 5.1</a>), as cameras
 * send motion JPEG: one image a part, without an end. Parts whose type is given and is no image's
 * are skipped.
 */
public final class MultipartReader {
  /** Most bytes of a line, and of the fields or the padding before a part. */
  private static final int MOST_HEAD_BYTES = 16_384;

  private static final int LONGEST_BOUNDARY = 200;
  private static final String IMAGE = "image/";
  private static final Pattern NAME_OF_TYPE = Pattern.compile("[a-z0-9.+/-]{1,100}");

  private final InputStream in;
  private final String delimiter;
  private final int maxBytes;
  private final Consumer<String> skipped;
  private boolean atDelimiter;
  private boolean ended;

  /**
   * Creates a reader.
   *
   * @param in should be buffered
   * @param contentType value of the response's field Content-Type, with its boundary
   * @param maxBytes length of the longest part
   * @param skipped receives the type of each part that is skipped
   * @throws IOException if the content is not multipart
   */
  public MultipartReader(InputStream in, String contentType, int maxBytes, Consumer<String> skipped)
      throws IOException {
    this.in = in;
    this.maxBytes = maxBytes;
    this.skipped = skipped;
    String boundary = boundary(contentType);
    // Many cameras write the two hyphens of the delimiter into the boundary as well.
    this.delimiter = boundary.startsWith("--") ? boundary : "--" + boundary;
  }

  private static String boundary(String contentType) throws IOException {
    for (String part : contentType.split(";")) {
      String parameter = part.strip();
      if (parameter.toLowerCase(Locale.ROOT).startsWith("boundary=")) {
        String boundary = parameter.substring("boundary=".length()).replace("\"", "").strip();
        if (!boundary.isEmpty() && boundary.length() <= LONGEST_BOUNDARY) {
          return boundary;
        }
      }
    }
    throw new IOException("expected multipart content with a boundary, found " + contentType);
  }

  /**
   * Reads the next image.
   *
   * @return the content of the part; null at the end of the stream
   * @throws IOException if a part or its fields are too long, or the stream breaks off
   */
  public byte[] next() throws IOException {
    while (!ended && (atDelimiter || skipToDelimiter())) {
      atDelimiter = false;
      Map<String, String> fields = fields();
      if (fields == null) {
        return null;
      }
      String length = fields.get("content-length");
      byte[] part = length == null ? toDelimiter() : exactly(length(length));
      String type = fields.getOrDefault("content-type", IMAGE).toLowerCase(Locale.ROOT);
      if (part == null || type.startsWith(IMAGE)) {
        return part;
      }
      Matcher name = NAME_OF_TYPE.matcher(type);
      skipped.accept(name.lookingAt() ? name.group() : "unknown");
    }
    return null;
  }

  /** Reads the fields of a part, by name in lower case; null at the end of the stream. */
  private Map<String, String> fields() throws IOException {
    Map<String, String> fields = new HashMap<>();
    int left = MOST_HEAD_BYTES;
    for (String line = line(left); line != null; line = line(left)) {
      if (line.isEmpty()) {
        return fields;
      }
      left -= line.length() + 1;
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return null;
  }

  private int length(String text) throws IOException {
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > maxBytes) {
      throw new IOException(
          "expected a frame of at most %d bytes, found length '%s'".formatted(maxBytes, text));
    }
    return Integer.parseInt(text);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] part = in.readNBytes(length);
    if (part.length < length) {
      throw new IOException("expected %d bytes, found %d".formatted(length, part.length));
    }
    return part;
  }

  /** Reads a part without a length, to the delimiter after it. */
  private byte[] toDelimiter() throws IOException {
    byte[] end = ("\r\n" + delimiter).getBytes(StandardCharsets.ISO_8859_1);
    Part part = new Part();
    for (int b = in.read(); b >= 0; b = in.read()) {
      part.write(b);
      if (part.endsWith(end)) {
        atDelimiter = true;
        ended = "--".equals(line(MOST_HEAD_BYTES));
        return part.without(end.length);
      }
      if (part.size() > maxBytes + end.length) {
        throw new IOException(
            "expected a frame of at most %d bytes, found more".formatted(maxBytes));
      }
    }
    return null;
  }

  private boolean skipToDelimiter() throws IOException {
    int left = MOST_HEAD_BYTES;
    for (String line = line(left); line != null; line = line(left)) {
      if (line.startsWith(delimiter)) {
        ended = line.equals(delimiter + "--");
        return !ended;
      }
      left -= line.length() + 1;
    }
    ended = true;
    return false;
  }

  /** Returns a line without its end; null at the end of the stream. */
  private String line(int most) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        ended = true;
        return null;
      }
      if (line.length() >= most) {
        throw new IOException(
            "expected a boundary within %d bytes, found none".formatted(MOST_HEAD_BYTES));
      }
      line.append((char) b);
    }
    int length = line.length();
    boolean withReturn = length > 0 && line.charAt(length - 1) == '\r';
    return withReturn ? line.substring(0, length - 1) : line.toString();
  }

  /** Bytes of a part, whose last ones can be compared. */
  private static final class Part extends ByteArrayOutputStream {
    boolean endsWith(byte[] end) {
      return count >= end.length
          && buf[count - 1] == end[end.length - 1]
          && Arrays.equals(buf, count - end.length, count, end, 0, end.length);
    }

    byte[] without(int last) {
      return Arrays.copyOf(buf, count - last);
    }
  }
}
