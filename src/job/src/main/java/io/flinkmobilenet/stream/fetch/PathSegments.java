package io.flinkmobilenet.stream.fetch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Splits the path of a URI into decoded segments, and encodes them again. */
final class PathSegments {
  private static final String UNRESERVED = "-._~!$&'()*+,;=:@";
  private static final Pattern ENCODED = Pattern.compile(".*%[0-9a-fA-F]{2}.*", Pattern.DOTALL);
  private static final int HEXADECIMAL = 16;

  private PathSegments() {}

  /** Returns the segments; a slash at the end adds none. */
  static List<String> of(String path) throws InvalidUriException {
    List<String> segments = new ArrayList<>();
    if (path == null || path.isEmpty() || path.equals("/")) {
      return segments;
    }
    String inner = path.substring(path.startsWith("/") ? 1 : 0);
    for (String raw :
        (inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner).split("/", -1)) {
      segments.add(checked(decode(raw)));
    }
    return segments;
  }

  private static String checked(String segment) throws InvalidUriException {
    // Some servers cut off parameters after a semicolon before they resolve dots.
    String name = segment.split(";", 2)[0];
    if (segment.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new InvalidUriException(
          "expected a path without empty segments, '.' and '..', found '%s'".formatted(segment));
    }
    if (segment.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ' || c == 0x7F)
        || ENCODED.matcher(segment).matches()) {
      throw new InvalidUriException(
          "expected a path without encoded slashes, backslashes, control characters and"
              + " percent-encoding in percent-encoding");
    }
    return segment;
  }

  private static String decode(String raw) throws InvalidUriException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        // java.net.URI has checked that two hexadecimal digits follow.
        bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), HEXADECIMAL));
        i += 2;
      } else {
        bytes.write(raw.charAt(i));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidUriException("expected percent-encoded UTF-8 in the path");
    }
  }

  /** Returns the path of the segments, which starts with a slash. */
  static String encode(List<String> segments) {
    StringBuilder path = new StringBuilder(segments.isEmpty() ? "/" : "");
    for (String segment : segments) {
      path.append('/');
      for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
        boolean plain =
            b >= '0' && b <= '9'
                || b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b > 0 && UNRESERVED.indexOf(b) >= 0;
        path.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
      }
    }
    return path.toString();
  }
}
