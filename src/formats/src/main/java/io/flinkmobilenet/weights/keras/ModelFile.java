package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.keras.ModelJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small steps around a model's files. */
final class ModelFile {
  private ModelFile() {}

  /** Returns the content of a JSON file, or one byte more than is allowed. */
  static byte[] read(Path json) throws IOException {
    try (InputStream stream = Files.newInputStream(json)) {
      return stream.readNBytes(ModelJson.MAX_BYTES + 1);
    }
  }

  /** Returns the same model with further notes. */
  static FileModel noted(FileModel model, List<String> notes) {
    List<String> all = new ArrayList<>(model.notes());
    all.addAll(notes);
    return new FileModel(
        model.graph(), model.weights(), model.scores(), model.labels(), model.normalisation(), all);
  }
}
