package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.ZipArchive;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Reads models of Keras.
 *
 * <ul>
 *   <li>HDF5 ({@code .h5}, {@code .hdf5}) with the architecture in the attribute {@code
 *       model_config};
 *   <li>HDF5 with weights alone ({@code .weights.h5}), whose architecture is in a JSON file: the
 *       one that {@code model.to_json()} returns;
 *   <li>archives ({@code .keras});
 *   <li>the archive that Teachable Machine exports for Keras: {@code keras_model.h5} and {@code
 *       labels.txt}.
 * </ul>
 */
public final class KerasReader {
  private static final long MAX_FILE_BYTES = 1L << 30;

  private KerasReader() {}

  /** Returns whether a file is HDF5, or an archive with a model of Keras. */
  public static boolean recognises(Path file) throws IOException {
    if (ZipArchive.recognises(file)) {
      try (ZipArchive archive = ZipArchive.open(file)) {
        return KerasArchive.recognises(archive.names());
      } catch (WeightsException e) {
        return false;
      }
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer start = ByteBuffer.allocate(Long.BYTES);
      channel.read(start, 0);
      return Hdf5File.recognises(start.flip());
    }
  }

  /**
   * Reads a model. If an HDF5 file holds weights alone, the JSON is looked for beside it: {@code
   * model.json} for {@code model.h5} and {@code model.weights.h5}.
   *
   * @throws WeightsException if it is not a file of Keras, or needs something that is not supported
   * @throws IOException if it cannot be read
   */
  public static FileModel read(Path file, ReadOptions options)
      throws WeightsException, IOException {
    if (ZipArchive.recognises(file)) {
      try (ZipArchive archive = ZipArchive.open(file)) {
        return new KerasArchive(archive, file.toString()).read(options);
      }
    }
    Hdf5Model model = new Hdf5Model(map(file), file.toString());
    if (model.whole()) {
      return model.read(options);
    }
    Path json = beside(file);
    if (!Files.exists(json)) {
      throw new UnsupportedWeightsException(
          "%s: expected an attribute model_config, or the model's JSON in %s or in --architecture FILE.json, found weights alone"
              .formatted(file, json.getFileName()));
    }
    return read(file, json, options);
  }

  /**
   * Reads a model whose weights and architecture are in two files.
   *
   * @param weights HDF5
   * @param json what {@code model.to_json()} returns
   * @throws WeightsException if they are not such files, do not fit each other, or need something
   *     that is not supported
   * @throws IOException if they cannot be read
   */
  public static FileModel read(Path weights, Path json, ReadOptions options)
      throws WeightsException, IOException {
    Hdf5Model model = new Hdf5Model(map(weights), weights.toString());
    FileModel read = model.read(ModelFile.read(json), json.toString(), options);
    return ModelFile.noted(read, List.of("The architecture is from " + json.getFileName() + "."));
  }

  /**
   * Returns the weights of an HDF5 file, with the names and the order of values that they have in
   * the file.
   *
   * @throws WeightsException if it is not such a file
   * @throws IOException if it cannot be read
   */
  public static NamedTensors tensors(Path file) throws WeightsException, IOException {
    return new Hdf5Model(map(file), file.toString()).tensors();
  }

  /**
   * Returns whether a file is HDF5 with weights alone, and no JSON of the model is beside it.
   *
   * @throws WeightsException if it is HDF5 that is damaged
   * @throws IOException if it cannot be read
   */
  public static boolean holdsWeightsAlone(Path file) throws WeightsException, IOException {
    return !ZipArchive.recognises(file)
        && recognises(file)
        && !Files.exists(beside(file))
        && !new Hdf5Model(map(file), file.toString()).whole();
  }

  private static Path beside(Path file) {
    String name = file.getFileName().toString();
    String stem = name.replaceFirst("(\\.weights)?\\.(h5|hdf5|keras)$", "");
    return file.resolveSibling(stem + ".json");
  }

  private static ByteBuffer map(Path file) throws WeightsException, IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > MAX_FILE_BYTES) {
        throw new UnsupportedWeightsException(
            "%s: expected at most %d bytes, found %d"
                .formatted(file, MAX_FILE_BYTES, channel.size()));
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }
}
