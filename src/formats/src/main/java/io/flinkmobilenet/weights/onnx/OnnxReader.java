package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads networks for image classification from ONNX files. Weights stay in the file's bytes and are
 * decoded to floats when somebody asks for them.
 *
 * @see <a href="https://onnx.ai/onnx/repo-docs/IR.html">Open Neural Network Exchange IR</a>
 */
public final class OnnxReader {
  /** Longer files are refused. */
  static final long MAX_BYTES = 1L << 30;

  private static final int IR_VERSION_TAG = 1 << 3;

  private OnnxReader() {}

  /**
   * Returns whether a file may be of this format, which has no signature: it begins with the number
   * of a version, and another field of a model follows.
   *
   * @param start the first bytes, at least 3
   */
  public static boolean recognises(byte[] start) {
    if (start.length < 3 || start[0] != IR_VERSION_TAG || start[1] < 1) {
      return false;
    }
    int tag = start[2] & 0xFF;
    int field = tag >> 3;
    boolean text = (tag & 7) == 2 && (field >= 2 && field <= 8 && field != 5 || field == 14);
    return text || tag == 5 << 3 || tag == (6 << 3 | 2);
  }

  /**
   * Reads a file.
   *
   * @throws WeightsException if it is no ONNX model, or has an operator that the graph cannot
   *     express
   * @throws IOException if it cannot be read
   */
  public static FileModel read(Path file, ReadOptions options)
      throws WeightsException, IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d bytes, found %d".formatted(file, MAX_BYTES, size));
    }
    Path folder = file.toAbsolutePath().getParent();
    return read(Files.readAllBytes(file), file.toString(), folder, options);
  }

  /**
   * Reads the content of a file.
   *
   * @param folder folder of external data, or null
   */
  static FileModel read(byte[] content, String where, Path folder, ReadOptions options)
      throws WeightsException, IOException {
    if (content.length == 0) {
      throw new MalformedWeightsException(where + ": expected an ONNX model, found an empty file");
    }
    ModelProto model = ModelProto.parse(ByteBuffer.wrap(content), where);
    return new ModelImport(where, model, new ExternalData(folder), options).read();
  }
}
