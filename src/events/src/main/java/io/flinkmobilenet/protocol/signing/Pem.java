package io.flinkmobilenet.protocol.signing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes the textual encoding of a key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class Pem {
  /** Limit in characters, many times the 119 characters of a private Ed25519 key. */
  static final int LONGEST = 8 << 10;

  private static final int LINE = 64;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END ([A-Z0-9 ]+)-----");

  private Pem() {}

  static String write(String label, byte[] der) {
    Base64.Encoder encoder = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, encoder.encodeToString(der));
  }

  /** Returns the content of the first block; there may be other text before and after it. */
  static byte[] read(String label, String text) throws InvalidKeyFileException {
    if (text.length() > LONGEST) {
      throw new InvalidKeyFileException(
          "expected PEM of at most %d characters, found %d".formatted(LONGEST, text.length()));
    }
    Matcher block = BLOCK.matcher(text);
    if (!block.find()) {
      throw new InvalidKeyFileException(
          "expected PEM with the label '%s', found no PEM".formatted(label));
    }
    if (!block.group(1).equals(label) || !block.group(3).equals(label)) {
      throw new InvalidKeyFileException(
          "expected PEM with the label '%s', found '%s'".formatted(label, block.group(1)));
    }
    try {
      return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyFileException("PEM with the label '" + label + "' is not Base64", e);
    }
  }
}
