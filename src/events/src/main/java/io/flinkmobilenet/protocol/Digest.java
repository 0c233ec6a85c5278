package io.flinkmobilenet.protocol;

import java.util.regex.Pattern;

/** Checks the syntax of a SHA-256 digest in text form. */
final class Digest {
  private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{64}");

  private Digest() {}

  static void check(String digest) {
    if (!SYNTAX.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "digest: expected 64 lower-case hexadecimal digits, found "
              + (digest.length() == 64 ? "'" + digest + "'" : digest.length() + " characters"));
    }
  }
}
