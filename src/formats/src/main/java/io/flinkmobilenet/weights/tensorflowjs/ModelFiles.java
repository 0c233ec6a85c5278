package io.flinkmobilenet.weights.tensorflowjs;

import io.flinkmobilenet.format.ZipArchive;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a model: in a folder or in an archive. */
@FunctionalInterface
interface ModelFiles {
  /**
   * Returns the content of a file, if there is one.
   *
   * @param most largest number of bytes that is accepted
   */
  Optional<byte[]> read(String name, long most) throws WeightsException, IOException;

  /** Returns the files of a folder. */
  static ModelFiles in(Path folder) {
    return (name, most) -> {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      if (Files.size(file) > most) {
        throw new UnsupportedWeightsException(
            "%s: expected at most %d bytes, found %d".formatted(file, most, Files.size(file)));
      }
      try (InputStream stream = Files.newInputStream(file)) {
        return Optional.of(stream.readNBytes((int) most));
      }
    };
  }

  /** Returns the entries of an archive. */
  static ModelFiles in(ZipArchive archive) {
    return archive::read;
  }
}
