package io.flinkmobilenet.stream.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small text files of settings and keys. */
public final class SmallFile {
  /** Far longer than any file of settings, and still small for a JVM. */
  private static final int LONGEST = 1 << 20;

  private SmallFile() {}

  /**
   * Returns the text of a file in UTF-8.
   *
   * @throws IOException if the file cannot be read or is longer than 1 MiB
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

  /** Returns the reason why a file could not be used, without the file's name. */
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
