package io.flinkmobilenet.weights.tensorflowjs;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.keras.ModelJson;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code metadata.json} with which Teachable Machine accompanies a model.
 *
 * @see <a
 *     href="https://github.com/googlecreativelab/teachablemachine-community/blob/master/libraries/image/src/utils/tf.ts">The
 *     preparation of images in its library</a>
 */
final class TeachableMachine {
  static final String METADATA = "metadata.json";

  private TeachableMachine() {}

  /** Adds labels and normalisation of the metadata, if it is Teachable Machine's. */
  static FileModel described(FileModel model, ModelFiles files, String where)
      throws WeightsException, IOException {
    Optional<byte[]> text = files.read(METADATA, ModelJson.MAX_BYTES);
    if (text.isEmpty()) {
      return model;
    }
    String place = where + ": " + METADATA;
    JsonNode json = ModelJson.read(text.get(), place);
    if (!json.has("tmVersion") && !json.has("tmSupportVersion")) {
      return model;
    }
    List<String> labels = new ArrayList<>();
    for (JsonNode label : json.path("labels")) {
      if (!label.isTextual()) {
        throw new MalformedWeightsException(
            place + ": labels: expected texts, found another value");
      }
      labels.add(label.asText());
    }
    // Its library divides by 127 rather than 127.5, so that white is a little above 1.
    float[] ones = {1, 1, 1};
    return new FileModel(
            model.graph(),
            model.weights(),
            model.scores(),
            labels,
            Optional.of(new InputNormalisation(1 / 127f, ones, ones)),
            model.notes())
        .withCrop();
  }
}
