package io.flinkmobilenet.importing;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.keras.KerasReader;
import io.flinkmobilenet.weights.onnx.OnnxReader;
import io.flinkmobilenet.weights.tensorflowjs.TensorflowJsReader;
import io.flinkmobilenet.weights.tflite.TfLiteReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Formats of files that describe their network. Each is recognised by content, those without a
 * signature last.
 */
enum ModelFormat {
  TENSORFLOW_LITE(
      "TensorFlow Lite", file -> TfLiteReader.recognises(start(file)), TfLiteReader::read),
  KERAS("Keras", KerasReader::recognises, KerasReader::read),
  TENSORFLOW_JS("TensorFlow.js", TensorflowJsReader::recognises, TensorflowJsReader::read),
  ONNX("ONNX", file -> OnnxReader.recognises(start(file)), OnnxReader::read);

  private static final int START = 64;

  /** Reads a file. */
  private interface Reader {
    FileModel read(Path file, ReadOptions options) throws WeightsException, IOException;
  }

  /** Recognises a format. */
  private interface Signature {
    boolean matches(Path file) throws IOException;
  }

  private final String title;
  private final Signature signature;
  private final Reader reader;

  ModelFormat(String title, Signature signature, Reader reader) {
    this.title = title;
    this.signature = signature;
    this.reader = reader;
  }

  /** Returns the format of a file or a folder, if it is known. */
  static Optional<ModelFormat> of(Path file) throws IOException {
    for (ModelFormat format : values()) {
      // Only the files of a TensorFlow.js model are named by their folder.
      boolean fits = format == TENSORFLOW_JS || !Files.isDirectory(file);
      if (fits && format.signature.matches(file)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  private static byte[] start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(START);
    }
  }

  /** Returns the name of the format. */
  String title() {
    return title;
  }

  FileModel read(Path file, ReadOptions options) throws WeightsException, IOException {
    return reader.read(file, options);
  }
}
