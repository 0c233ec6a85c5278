package io.flinkmobilenet.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that was named, or found in a folder that was named.
 *
 * @param path where it is
 * @param name its path relative to the folder, with slashes; the file's name where it was named
 *     itself
 * @param named whether it was named itself
 */
public record ImageFile(Path path, String name, boolean named) {
  /**
   * Reads the file, but no more of it than can be used.
   *
   * @param limit bytes; a longer file comes back one byte longer than this
   * @throws IOException where the file cannot be read
   */
  public byte[] read(int limit) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(limit == Integer.MAX_VALUE ? limit : limit + 1);
    }
  }
}
