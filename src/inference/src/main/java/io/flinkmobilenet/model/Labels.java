package io.flinkmobilenet.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads the names of the classes, in the order of the classifier's rows. */
public final class Labels {
  private static final int MAX_CLASSES = 1 << 16;

  /** Every prediction carries labels; long ones would make records too long for a broker. */
  private static final int MAX_CHARACTERS = 1000;

  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,4}");

  private Labels() {}

  /**
   * Returns the labels of a {@code config.json}: those of {@code id2label}, and {@code LABEL_} with
   * the index for each missing class, as Hugging Face names classes without a label.
   */
  static List<String> ofConfig(JsonObject config) throws InvalidModelException {
    int count = config.has("num_labels") ? count(config) : 0;
    if (!config.has("id2label")) {
      return unnamed(count == 0 ? 2 : count);
    }
    return byIndex(config.object("id2label"), count);
  }

  /** Returns the labels of an object whose keys are indices. */
  static List<String> byIndex(JsonObject labels) throws InvalidModelException {
    return byIndex(labels, 0);
  }

  /**
   * Returns the labels of an object whose keys are indices.
   *
   * @param least number of classes if no index is larger
   */
  static List<String> byIndex(JsonObject id2label, int least) throws InvalidModelException {
    List<String> ids = id2label.keys();
    if (ids.isEmpty() || ids.size() > MAX_CLASSES) {
      throw new InvalidModelException(
          "%s: expected 1 to %d labels, found %d"
              .formatted(id2label.where(), MAX_CLASSES, ids.size()));
    }
    int count = least;
    for (String id : ids) {
      count = Math.max(count, index(id2label, id) + 1);
    }
    List<String> labels = unnamed(count);
    for (String id : ids) {
      if (id2label.has(id)) {
        labels.set(index(id2label, id), label(id2label, id));
      }
    }
    requireText(labels, id2label.where());
    return labels;
  }

  private static int count(JsonObject config) throws InvalidModelException {
    int count = config.integer("num_labels", 0);
    if (count < 1 || count > MAX_CLASSES) {
      throw config.unexpected("num_labels", "1 to " + MAX_CLASSES);
    }
    return count;
  }

  /** Returns the labels that Hugging Face gives classes without names. */
  public static List<String> unnamed(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(index -> "LABEL_" + index).toList());
  }

  private static int index(JsonObject id2label, String id) throws InvalidModelException {
    if (!INDEX.matcher(id).matches() || Integer.parseInt(id) >= MAX_CLASSES) {
      throw id2label.unexpected(id, "keys from 0 to " + (MAX_CLASSES - 1));
    }
    return Integer.parseInt(id);
  }

  private static String label(JsonObject id2label, String id) throws InvalidModelException {
    JsonNode label = id2label.get(id);
    if (!label.isTextual() && !label.isNumber()) {
      throw id2label.unexpected(id, "a text or a number");
    }
    return label.asText();
  }

  /** Returns the labels if a model can have them. */
  static List<String> require(List<String> labels, String where) throws InvalidModelException {
    if (labels.isEmpty() || labels.size() > MAX_CLASSES) {
      throw new InvalidModelException(
          "%s: expected 1 to %d labels, found %d".formatted(where, MAX_CLASSES, labels.size()));
    }
    requireText(labels, where);
    return List.copyOf(labels);
  }

  /** Returns the labels of an artifact, which are an array of texts. */
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
   * Refuses labels that no prediction can carry: too long ones, and halves of surrogate pairs,
   * which cannot be encoded.
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
