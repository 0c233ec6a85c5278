package io.flinkmobilenet.stream.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files of settings and keys: text of a few lines. */
public final class SmallFile {
  /** More than any file of settings, and still nothing to a JVM. */
  private static final int LONGEST = 1 << 20;

  private SmallFile() {}

  /**
   * The file's text, in UTF-8.
   *
   * @throws IOException if it cannot be read or has more than 1 MiB
   */
  public static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new IOException("expected at most " + LONGEST + " bytes, found more");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Why a file could not be used, without its name. */
  public static String reason(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "not allowed to read it";
    }
    return String.valueOf(failure.getMessage());
  }
}
