package io.flinkmobilenet.cli.gallery;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** Writes HTML: markup unchanged, everything else escaped. */
final class Html {
  private static final int LONGEST_TEXT = 400;

  private final Appendable out;

  Html(Appendable out) {
    this.out = out;
  }

  /** Writes markup unchanged. It must be the program's own, never part of an event. */
  Html markup(String markup) throws IOException {
    out.append(markup);
    return this;
  }

  /**
   * Writes text from any source, between tags or between the double quotes of an attribute; long
   * texts are cut.
   */
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

  /** Writes a time to the second, in UTC: 2026-11-21 08:10:07Z. */
  Html time(Instant time) throws IOException {
    out.append(time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '));
    return this;
  }

  /** Writes bytes as a data URL. */
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
