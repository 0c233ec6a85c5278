package io.flinkmobilenet.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The names of the classes, in the order of the classifier's rows. */
final class Labels {
  private static final int MAX_CLASSES = 1 << 16;

  /** Every prediction carries labels: long ones would make records that no broker takes. */
  private static final int MAX_CHARACTERS = 1000;

  private Labels() {}

  /**
   * The labels of a {@code config.json}: {@code id2label}, else {@code LABEL_0} and so on as
   * Hugging Face makes them.
   */
  static List<String> ofConfig(JsonObject config) throws InvalidModelException {
    if (!config.has("id2label")) {
      int count = config.integer("num_labels", 2);
      if (count < 1 || count > MAX_CLASSES) {
        throw config.unexpected("num_labels", "1 to " + MAX_CLASSES);
      }
      return IntStream.range(0, count).mapToObj(id -> "LABEL_" + id).toList();
    }
    JsonObject id2label = config.object("id2label");
    int count = config.get("id2label").size();
    if (count < 1 || count > MAX_CLASSES) {
      throw config.unexpected("id2label", "1 to " + MAX_CLASSES + " labels");
    }
    List<String> labels = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      String label = id2label.text(Integer.toString(id), null);
      if (label == null) {
        throw id2label.unexpected(
            Integer.toString(id), "a label for each id from 0 to " + (count - 1));
      }
      labels.add(label);
    }
    requireText(labels, "id2label");
    return labels;
  }

  /** The labels of an artifact: an array of texts. */
  static List<String> read(JsonNode json, String where) throws InvalidModelException {
    if (!json.isArray() || json.isEmpty() || json.size() > MAX_CLASSES) {
      throw new InvalidModelException(
          where + ": expected an array of 1 to " + MAX_CLASSES + " labels");
    }
    List<String> labels = new ArrayList<>();
    for (JsonNode label : json) {
      if (!label.isTextual()) {
        throw new InvalidModelException(
            where + ": label " + labels.size() + ": expected a text, found " + label.getNodeType());
      }
      labels.add(label.textValue());
    }
    requireText(labels, where);
    return labels;
  }

  /**
   * Refuses what no prediction can carry: halves of surrogate pairs, which have no encoding, and
   * whole books.
   */
  private static void requireText(List<String> labels, String where) throws InvalidModelException {
    for (int id = 0; id < labels.size(); id++) {
      int length = labels.get(id).length();
      if (length > MAX_CHARACTERS) {
        throw new InvalidModelException(
            "%s: label %d: expected at most %d characters, found %d"
                .formatted(where, id, MAX_CHARACTERS, length));
      }
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(labels.get(id))) {
        throw new InvalidModelException(
            where + ": label " + id + ": expected Unicode text, found half a surrogate pair");
      }
    }
  }
}
