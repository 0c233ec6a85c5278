package io.flinkmobilenet.weights.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.ZipArchive;
import io.flinkmobilenet.keras.ModelJson;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A {@code .keras} archive, or what Teachable Machine exports for Keras. */
final class KerasArchive {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final String METADATA = "metadata.json";
  private static final String TEACHABLE_MACHINE = "keras_model.h5";
  private static final String LABELS = "labels.txt";
  private static final long MAX_WEIGHTS_BYTES = 1L << 30;
  private static final int MAX_LABEL_BYTES = 1 << 20;

  private final ZipArchive archive;
  private final String where;

  KerasArchive(ZipArchive archive, String where) {
    this.archive = archive;
    this.where = where;
  }

  static boolean recognises(List<String> names) {
    return names.contains(CONFIG) && names.contains(WEIGHTS) || names.contains(TEACHABLE_MACHINE);
  }

  FileModel read(ReadOptions options) throws WeightsException, IOException {
    if (archive.names().contains(TEACHABLE_MACHINE)) {
      return teachableMachine(options);
    }
    byte[] config = entry(CONFIG, ModelJson.MAX_BYTES + 1L);
    Hdf5Model model =
        new Hdf5Model(
            ByteBuffer.wrap(entry(WEIGHTS, MAX_WEIGHTS_BYTES)), where + ": entry " + WEIGHTS);
    return model.read(config, where + ": entry " + CONFIG, version(), options);
  }

  private Optional<String> version() throws WeightsException, IOException {
    Optional<byte[]> metadata = archive.read(METADATA, ModelJson.MAX_BYTES);
    if (metadata.isEmpty()) {
      return Optional.empty();
    }
    JsonNode json = ModelJson.read(metadata.get(), where + ": entry " + METADATA);
    return Optional.ofNullable(json.path("keras_version").textValue());
  }

  /** Teachable Machine crops the centre of images and scales pixels to −1 to 1. */
  private FileModel teachableMachine(ReadOptions options) throws WeightsException, IOException {
    String place = where + ": entry " + TEACHABLE_MACHINE;
    ByteBuffer weights = ByteBuffer.wrap(entry(TEACHABLE_MACHINE, MAX_WEIGHTS_BYTES));
    FileModel model = new Hdf5Model(weights, place).read(options);
    if (!archive.names().contains(LABELS)) {
      // Another program's archive, which need not prepare images in the same way.
      return model;
    }
    List<String> labels =
        LabelLines.parse(entry(LABELS, MAX_LABEL_BYTES), where + ": entry " + LABELS);
    float[] ones = {1, 1, 1};
    InputNormalisation normalisation = new InputNormalisation(1 / 127.5f, ones, ones);
    return new FileModel(
            model.graph(),
            model.weights(),
            model.scores(),
            labels,
            Optional.of(normalisation),
            model.notes())
        .withCrop();
  }

  private byte[] entry(String name, long most) throws WeightsException, IOException {
    return archive
        .read(name, most)
        .orElseThrow(
            () ->
                new MalformedWeightsException(
                    "%s: expected an entry %s, found %s"
                        .formatted(where, name, archive.names().stream().limit(8).toList())));
  }
}
