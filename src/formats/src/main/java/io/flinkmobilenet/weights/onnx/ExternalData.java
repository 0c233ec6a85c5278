package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Elements of tensors in files beside the model. The name of such a file has to lie in the model's
 * folder, also after links to folders were followed. The file itself may be a link that leads
 * elsewhere, because the cache of Hugging Face's Hub consists of such links.
 *
 * @see <a href="https://onnx.ai/onnx/repo-docs/ExternalData.html">External data</a>
 */
final class ExternalData {
  /** Bytes of all tensors in other files. */
  private static final long MAX_BYTES = 1L << 30;

  private final Path folder;
  private long budget = MAX_BYTES;

  /**
   * Creates a reader.
   *
   * @param folder the model's folder, or null if the model is not in a file
   */
  ExternalData(Path folder) {
    this.folder = folder;
  }

  /** Returns the bytes of a tensor. */
  ByteBuffer read(Map<String, String> entries, long expected, String where)
      throws WeightsException, IOException {
    long offset = number(entries, "offset", 0, where);
    long length = number(entries, "length", expected, where);
    if (length != expected) {
      throw new MalformedWeightsException(
          "%s: external data: expected length %d, found %d".formatted(where, expected, length));
    }
    Path file = file(entries.getOrDefault("location", ""), where);
    long size = Files.size(file);
    if (offset > size || length > size - offset) {
      throw new MalformedWeightsException(
          "%s: external data %s: expected %d bytes from byte %d on, found a file of %d bytes"
              .formatted(where, file.getFileName(), length, offset, size));
    }
    if (length > budget) {
      throw new UnsupportedWeightsException(
          "%s: external data: expected at most %d bytes in all, found more"
              .formatted(where, MAX_BYTES));
    }
    budget -= length;
    return read(file, offset, (int) length, where);
  }

  private static ByteBuffer read(Path file, long offset, int length, String where)
      throws WeightsException, IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try (FileChannel channel = FileChannel.open(file)) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          throw new MalformedWeightsException(
              "%s: external data %s: expected %d bytes, found %d"
                  .formatted(where, file.getFileName(), length, bytes.position()));
        }
      }
    }
    return bytes.flip();
  }

  private static long number(Map<String, String> entries, String key, long other, String where)
      throws MalformedWeightsException {
    String text = entries.get(key);
    if (text == null) {
      return other;
    }
    if (!text.matches("\\d{1,18}")) {
      throw new MalformedWeightsException(
          "%s: external data: %s: expected a number of bytes, found %s"
              .formatted(where, key, UniqueNames.line(text)));
    }
    return Long.parseLong(text);
  }

  private Path file(String location, String where) throws WeightsException, IOException {
    if (folder == null) {
      throw new UnsupportedWeightsException(
          where + ": external data: expected the data in the model, which is in no folder");
    }
    Path file = inside(location);
    if (file == null) {
      throw new MalformedWeightsException(
          "%s: external data: expected a file in the model's folder, found location %s"
              .formatted(where, UniqueNames.line(location)));
    }
    if (!Files.isRegularFile(file)) {
      throw new MalformedWeightsException(
          "%s: external data: expected file %s beside the model, found none"
              .formatted(where, UniqueNames.line(location)));
    }
    if (!file.getParent().toRealPath().startsWith(folder.toRealPath())) {
      throw new MalformedWeightsException(
          "%s: external data: expected a file in the model's folder, found %s, behind a link to another folder"
              .formatted(where, UniqueNames.line(location)));
    }
    return file;
  }

  /** Returns the path if it stays in the folder, otherwise null. */
  private Path inside(String location) {
    try {
      Path path = Path.of(location);
      boolean names = !location.isEmpty() && !path.isAbsolute();
      Path file = folder.resolve(path).normalize();
      return names && file.startsWith(folder.normalize()) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
