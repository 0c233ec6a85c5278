package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.weights.MalformedWeightsException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the metadata of a file says: names of classes and the normalisation of the image. The labels
 * are a file in a zip archive after the model.
 *
 * @param labels names of the classes; empty if there are none
 * @param normalisation normalisation of pixels from 0 to 255
 * @see <a href="https://ai.google.dev/edge/litert/models/metadata">Adding metadata</a>
 * @see <a
 *     href="https://github.com/tensorflow/tflite-support/blob/master/tensorflow_lite_support/metadata/metadata_schema.fbs">Schema
 *     of the metadata</a>
 */
record Metadata(List<String> labels, Optional<InputNormalisation> normalisation) {
  private static final String NAME = "TFLITE_METADATA";
  private static final String IDENTIFIER = "M001";
  private static final int NORMALISATION = 1;
  private static final int AXIS_LABELS = 2;
  private static final Metadata NONE = new Metadata(List.of(), Optional.empty());

  static Metadata of(FlatView model, byte[] content, String where)
      throws MalformedWeightsException {
    for (FlatView entry : model.tables(6)) {
      if (NAME.equals(entry.text(0))) {
        List<FlatView> buffers = model.tables(4);
        int buffer = entry.number(1, 0);
        if (buffer < 0 || buffer >= buffers.size()) {
          throw new MalformedWeightsException(
              "%s: metadata: expected one of %d buffers, found index %d"
                  .formatted(where, buffers.size(), buffer));
        }
        ByteBuffer bytes = buffers.get(buffer).vector(0, 1);
        FlatView metadata = FlatView.root(bytes, IDENTIFIER, where + ": metadata");
        return read(metadata, content, where);
      }
    }
    return NONE;
  }

  private static Metadata read(FlatView metadata, byte[] content, String where)
      throws MalformedWeightsException {
    List<FlatView> graphs = metadata.tables(3);
    if (graphs.isEmpty()) {
      return NONE;
    }
    List<FlatView> inputs = graphs.get(0).tables(2);
    List<FlatView> outputs = graphs.get(0).tables(3);
    Optional<InputNormalisation> normalisation =
        inputs.isEmpty() ? Optional.empty() : normalisation(inputs.get(0), where);
    String file = outputs.isEmpty() ? "" : labelFile(outputs.get(0));
    List<String> labels = file.isEmpty() ? List.of() : new Attachments(content, where).lines(file);
    return new Metadata(labels, normalisation);
  }

  private static Optional<InputNormalisation> normalisation(FlatView tensor, String where)
      throws MalformedWeightsException {
    for (FlatView unit : tensor.tables(4)) {
      FlatView options = unit.table(1);
      if (unit.octet(0) == NORMALISATION && options != null) {
        float[] mean = options.floats(0);
        float[] std = options.floats(1);
        try {
          return Optional.of(new InputNormalisation(1, three(mean), three(std)));
        } catch (IllegalArgumentException e) {
          throw new MalformedWeightsException(
              "%s: metadata: normalisation: expected 1 or 3 means and deviations, found %s"
                  .formatted(where, e.getMessage()),
              e);
        }
      }
    }
    return Optional.empty();
  }

  private static float[] three(float[] numbers) {
    if (numbers.length != 1) {
      return numbers;
    }
    float[] three = new float[3];
    Arrays.fill(three, numbers[0]);
    return three;
  }

  /** Returns the name of the file with labels, without a language if there are several. */
  private static String labelFile(FlatView tensor) throws MalformedWeightsException {
    String found = "";
    for (FlatView file : tensor.tables(6)) {
      if (file.octet(2) == AXIS_LABELS) {
        boolean first = found.isEmpty();
        String language = file.text(3);
        if (first || language.isEmpty() || language.equals("en")) {
          found = file.text(0);
        }
      }
    }
    return found;
  }
}
