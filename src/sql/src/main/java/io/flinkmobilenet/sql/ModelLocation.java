package io.flinkmobilenet.sql;

import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Reads models from Flink's file systems and from this jar. */
final class ModelLocation {
  private static final String BUNDLED = "bundled:";
  private static final Pattern BUNDLED_NAME = Pattern.compile("bundled:[a-z]{1,40}/[0-9]{1,9}");
  private static final String WEIGHTS = "model.safetensors";
  private static final List<String> FILES =
      List.of("config.json", "preprocessor_config.json", WEIGHTS);
  private static final int LONGEST = 1 << 30;

  private ModelLocation() {}

  /** Whether the model is part of this jar, and so never changes. */
  static boolean isBundled(String model) {
    return model.startsWith(BUNDLED);
  }

  /**
   * Reads a model.
   *
   * @throws InvalidModelException if it is none
   * @throws IOException if it cannot be read
   */
  static ModelArtifact read(String model) throws InvalidModelException, IOException {
    try {
      return isBundled(model) ? directory(name -> bundled(model, name)) : stored(new Path(model));
    } catch (InvalidModelException e) {
      throw new InvalidModelException("model " + model + ": " + e.getMessage(), e);
    } catch (FileNotFoundException e) {
      throw new IOException("model " + model + ": no such file: " + e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("model " + model + ": " + e.getMessage(), e);
    }
  }

  private static ModelArtifact stored(Path path) throws InvalidModelException, IOException {
    FileSystem files = path.getFileSystem();
    if (files.getFileStatus(path).isDir()) {
      return directory(name -> files.open(new Path(path, name)));
    }
    try (InputStream in = files.open(path)) {
      return ModelArtifact.parse(bytes(in));
    }
  }

  private static InputStream bundled(String model, String file) throws IOException {
    String resource = "bundled/" + model.substring(BUNDLED.length()) + "/" + file;
    InputStream in =
        BUNDLED_NAME.matcher(model).matches()
            ? ModelLocation.class.getResourceAsStream(resource)
            : null;
    if (in == null) {
      throw new IOException("expected bundled:roadsigns/1 or bundled:roadsigns/2");
    }
    return in;
  }

  /** Copies the files of a model to this machine, where they are read and deleted. */
  private static ModelArtifact directory(Opener opener) throws InvalidModelException, IOException {
    java.nio.file.Path copy = Files.createTempDirectory("mobilenet-model");
    try {
      for (String name : FILES) {
        try (InputStream in = opener.open(name)) {
          Files.write(copy.resolve(name), bytes(in));
        }
      }
      return ModelDirectory.read(copy);
    } finally {
      for (String name : FILES) {
        Files.deleteIfExists(copy.resolve(name));
      }
      Files.delete(copy);
    }
  }

  private static byte[] bytes(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new IOException("expected files of at most " + LONGEST + " bytes, found more");
    }
    return bytes;
  }

  /** Opens a file of a model's directory. */
  private interface Opener {
    InputStream open(String name) throws IOException;
  }
}
