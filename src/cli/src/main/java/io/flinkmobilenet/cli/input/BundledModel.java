package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.importing.ImportOptions;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;

/**
 * A model that is included in the program: a Hugging Face directory in its jar.
 *
 * @param family common name of the versions, and the model's name in Kafka
 * @param version version of the model
 */
public record BundledModel(String family, String version) implements ModelSource {
  static final String PREFIX = "bundled:";

  /** Road signs, at an early stage of training, with medium accuracy. */
  public static final BundledModel ROADSIGNS_1 = new BundledModel("roadsigns", "1");

  /** Road signs, fully trained. */
  public static final BundledModel ROADSIGNS_2 = new BundledModel("roadsigns", "2");

  static final List<BundledModel> ALL = List.of(ROADSIGNS_1, ROADSIGNS_2);

  @Override
  public String name() {
    return family + "/" + version;
  }

  @Override
  public ModelArtifact read(ImportOptions options) throws CommandFailure, IOException {
    if (options.present()) {
      throw CommandFailure.usage(
          this + ": expected no labels, preprocessing or other settings for this model", null);
    }
    return read();
  }

  /**
   * Reads the model.
   *
   * @throws CommandFailure if it cannot be used
   */
  public ModelArtifact read() throws CommandFailure, IOException {
    String directory = "/io/flinkmobilenet/cli/" + name();
    URL config = BundledModel.class.getResource(directory + "/config.json");
    if (config == null) {
      throw CommandFailure.input(this + ": expected it in the program's jar, found none", null);
    }
    try {
      // Opens a separate file system, because the JVM's own one for this jar must not be closed
      // here.
      if (config.openConnection() instanceof JarURLConnection inJar) {
        Path jar = Path.of(inJar.getJarFileURL().toURI());
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
          return ModelDirectory.read(files.getPath(directory));
        }
      }
      return ModelDirectory.read(Path.of(config.toURI()).getParent());
    } catch (URISyntaxException e) {
      throw new IOException(this + ": not found at " + config, e);
    } catch (InvalidModelException e) {
      throw CommandFailure.input(this + ": " + e.getMessage(), e);
    }
  }

  /** The notation of the command line. */
  @Override
  public String toString() {
    return PREFIX + name();
  }
}
