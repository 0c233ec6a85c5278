package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads networks for image classification from TensorFlow Lite files. Weights stay in the file's
 * bytes and are decoded to floats when somebody asks for them.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">schema.fbs</a>
 */
public final class TfLiteReader {
  private static final String IDENTIFIER = "TFL3";

  /** Longer files are refused. */
  private static final long MAX_BYTES = 1L << 30;

  private TfLiteReader() {}

  /**
   * Returns whether a file is of this format.
   *
   * @param start the first bytes, at least 8
   */
  public static boolean recognises(byte[] start) {
    return start.length >= 8
        && IDENTIFIER.equals(new String(start, 4, 4, StandardCharsets.ISO_8859_1));
  }

  /**
   * Reads a file.
   *
   * @throws WeightsException if it is no TensorFlow Lite model, or has an operator that the graph
   *     cannot express, or is quantised and the options do not say what to do with that
   * @throws IOException if it cannot be read
   */
  public static FileModel read(Path file, ReadOptions options)
      throws WeightsException, IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d bytes, found %d".formatted(file, MAX_BYTES, size));
    }
    return read(Files.readAllBytes(file), file.toString(), options);
  }

  /** Reads the content of a file. */
  static FileModel read(byte[] content, String where, ReadOptions options) throws WeightsException {
    FlatView model = FlatView.root(ByteBuffer.wrap(content), IDENTIFIER, where);
    Subgraph subgraph = Subgraph.of(model, where);
    Metadata metadata = Metadata.of(model, content, where);
    return new SubgraphImport(where, subgraph, metadata, options).read();
  }
}
