package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Reads the tensors of a state dict that {@code torch.save} wrote: {@code .pth}, {@code .pt},
 * {@code .bin}, {@code .th}, {@code .ckpt}. The state dict may lie in a checkpoint.
 *
 * <p>A pickle is a program. This one is run by an interpreter that can build tensors, numbers,
 * texts and containers; other objects that checkpoints often hold become placeholders, and a pickle
 * that names anything else is refused by that name.
 *
 * @see <a href="https://pytorch.org/docs/stable/notes/serialization.html">Serialization
 *     semantics</a>
 */
public final class PytorchReader {
  private static final long MAX_FILE_BYTES = 1 << 30;
  private static final int ZIP_SIGNATURE = 0x04034b50;
  private static final int ZIP_NAME_LENGTH_AT = 26;
  private static final int ZIP_NAME_AT = 30;

  /** Names of the first entry of an archive of PyTorch, below its folder. */
  private static final Pattern FIRST_ENTRY =
      Pattern.compile(
          "([^/]+/)?(data\\.pkl|version|byteorder|\\.format_version|constants\\.pkl|code/.*)");

  private PytorchReader() {}

  /**
   * Returns whether a file is one of PyTorch, by its content.
   *
   * @param beginning the first bytes of the file, a kilobyte or more if it has so many
   */
  public static boolean recognises(byte[] beginning) {
    if (LegacyFile.recognises(beginning)) {
      return true;
    }
    if (!isZip(beginning) || beginning.length < ZIP_NAME_AT) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN);
    int length = header.getShort(ZIP_NAME_LENGTH_AT) & 0xFFFF;
    int held = Math.min(length, beginning.length - ZIP_NAME_AT);
    String name = new String(beginning, ZIP_NAME_AT, held, StandardCharsets.UTF_8);
    return FIRST_ENTRY.matcher(name).matches();
  }

  private static boolean isZip(byte[] beginning) {
    return beginning.length >= Integer.BYTES
        && ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN).getInt() == ZIP_SIGNATURE;
  }

  /**
   * Reads the tensors of a file.
   *
   * @throws WeightsException if it is not a file of PyTorch with a state dict, is longer than 1
   *     GiB, or asks for other objects than those that a state dict needs
   * @throws IOException if it cannot be read
   */
  public static PytorchTensors read(Path file) throws WeightsException, IOException {
    String where = file.toString();
    return new PytorchTensors(where, StateDict.find(root(content(file), where), where).plain());
  }

  /**
   * Reads the tensors of one of several files, whose names are those of an index: no prefix is
   * taken off.
   *
   * @throws WeightsException likewise
   * @throws IOException if it cannot be read
   */
  public static PytorchTensors readShard(Path file) throws WeightsException, IOException {
    String where = file.toString();
    return new PytorchTensors(where, StateDict.find(root(content(file), where), where));
  }

  private static byte[] content(Path file) throws WeightsException, IOException {
    long size = Files.size(file);
    if (size > MAX_FILE_BYTES) {
      throw new UnsupportedWeightsException(
          "%s: expected at most 1 GiB, found %d bytes".formatted(file, size));
    }
    return Files.readAllBytes(file);
  }

  /**
   * Reads the tensors from the content of a file.
   *
   * @param file whole content of the file; not copied
   * @param where name of the file in error messages
   * @throws WeightsException if it is not a file of PyTorch with a state dict
   */
  public static PytorchTensors read(byte[] file, String where) throws WeightsException {
    return new PytorchTensors(where, StateDict.find(root(file, where), where).plain());
  }

  /** Returns the object that a file holds. */
  private static Object root(byte[] file, String where) throws WeightsException {
    if (file.length == 0) {
      throw new MalformedWeightsException(where + ": expected a file of PyTorch, found 0 bytes");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).asReadOnlyBuffer();
    StorageTable storages = new StorageTable();
    return isZip(file)
        ? TorchArchive.read(bytes, where, storages)
        : LegacyFile.read(bytes, where, storages);
  }
}
