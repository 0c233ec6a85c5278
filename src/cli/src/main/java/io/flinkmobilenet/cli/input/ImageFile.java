package io.flinkmobilenet.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that was named on the command line or found in a named folder.
 *
 * @param path path of the file
 * @param name path relative to the folder, with slashes; the file's name if it was named itself
 * @param named true if it was named itself
 */
public record ImageFile(Path path, String name, boolean named) {
  /**
   * Reads the file up to a limit.
   *
   * @param limit bytes; of a longer file one byte more than this is returned
   * @throws IOException if the file cannot be read
   */
  public byte[] read(int limit) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(limit == Integer.MAX_VALUE ? limit : limit + 1);
    }
  }
}
