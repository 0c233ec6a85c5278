package io.flinkmobilenet.importing;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.onnx.OnnxReader;
import io.flinkmobilenet.weights.tflite.TfLiteReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Formats of files that describe their network. Each is recognised by its first bytes. */
enum ModelFormat {
  TENSORFLOW_LITE(
      "TensorFlow Lite", TfLiteReader::recognises, TfLiteReader::read, Optional.empty()),
  ONNX("ONNX", OnnxReader::recognises, OnnxReader::read, Optional.empty());

  /** The number of bytes from which a format is recognised. */
  static final int START = 64;

  /** Reads a file. */
  private interface Reader {
    FileModel read(Path file, ReadOptions options) throws WeightsException, IOException;
  }

  /** Recognises a format. */
  private interface Signature {
    boolean matches(byte[] start);
  }

  private final String title;
  private final Signature signature;
  private final Reader reader;
  private final Optional<PreprocessingPreset> preset;

  ModelFormat(
      String title, Signature signature, Reader reader, Optional<PreprocessingPreset> preset) {
    this.title = title;
    this.signature = signature;
    this.reader = reader;
    this.preset = preset;
  }

  /** Returns the format of a file that begins with the given bytes, if it is known. */
  static Optional<ModelFormat> of(byte[] start) {
    return Arrays.stream(values()).filter(format -> format.signature.matches(start)).findFirst();
  }

  /** Returns the name of the format. */
  String title() {
    return title;
  }

  /** Returns the preprocessing of all models in this format, if it is always the same. */
  Optional<PreprocessingPreset> preset() {
    return preset;
  }

  FileModel read(Path file, ReadOptions options) throws WeightsException, IOException {
    return reader.read(file, options);
  }
}
