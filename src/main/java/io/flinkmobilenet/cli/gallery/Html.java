package io.flinkmobilenet.cli.gallery;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** Writes a page: markup as it is, everything else escaped. */
final class Html {
  private static final int LONGEST_TEXT = 400;

  private final Appendable out;

  Html(Appendable out) {
    this.out = out;
  }

  /** Markup of ours, never of an event. */
  Html markup(String markup) throws IOException {
    out.append(markup);
    return this;
  }

  /** Text of anybody, between tags or between the double quotes of an attribute; cut if long. */
  Html text(Object text) throws IOException {
    String whole = String.valueOf(text);
    int length = Math.min(whole.length(), LONGEST_TEXT);
    for (int i = 0; i < length; i++) {
      escape(whole.charAt(i));
    }
    if (length < whole.length()) {
      out.append('…');
    }
    return this;
  }

  /** A time to the second, in UTC: 2026-11-21 08:10:07Z. */
  Html time(Instant time) throws IOException {
    out.append(time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '));
    return this;
  }

  /** Bytes as the address of a picture. */
  Html data(String mediaType, byte[] bytes) throws IOException {
    out.append("data:").append(mediaType).append(";base64,");
    out.append(Base64.getEncoder().encodeToString(bytes));
    return this;
  }

  private void escape(char character) throws IOException {
    switch (character) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.append(Character.isISOControl(character) ? ' ' : character);
    }
  }
}
