package io.flinkmobilenet.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file with the names of the classes: a text with one label per line, which may begin with the
 * class's index as Teachable Machine writes them; or JSON, namely an array of labels, an object
 * with labels by index, an object with indices by label as Keras's {@code class_indices}, or a
 * {@code config.json} with {@code id2label}.
 */
public final class LabelFile {
  private static final int MAX_BYTES = 4 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private LabelFile() {}

  /**
   * Reads a file.
   *
   * @throws InvalidModelException if it is too large or holds no labels that a model can have
   * @throws IOException if it cannot be read
   */
  public static List<String> read(Path file) throws InvalidModelException, IOException {
    String where = file.toString();
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new InvalidModelException(
          "%s: expected labels in at most %d bytes, found %d".formatted(where, MAX_BYTES, size));
    }
    return parse(Files.readAllBytes(file), where);
  }

  /**
   * Parses the content of a file.
   *
   * @param where name of the file in error messages
   * @throws InvalidModelException if it holds no labels that a model can have
   */
  public static List<String> parse(byte[] content, String where) throws InvalidModelException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidModelException(where + ": expected labels as text in UTF-8", e);
    }
    text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    String begin = text.stripLeading();
    if (begin.startsWith("[") || begin.startsWith("{")) {
      return json(Json.read(text, where), where);
    }
    return Labels.require(withoutIndices(lines(text)), where);
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\\r?\\n|\\r", -1)));
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    return lines.stream().map(String::strip).toList();
  }

  /** Removes the index from each line if every line begins with its own. */
  private static List<String> withoutIndices(List<String> lines) {
    List<String> labels = new ArrayList<>();
    for (String line : lines) {
      String index = labels.size() + " ";
      if (!line.startsWith(index)) {
        return lines;
      }
      labels.add(line.substring(index.length()).strip());
    }
    return labels;
  }

  private static List<String> json(JsonNode json, String where) throws InvalidModelException {
    if (json.isArray()) {
      return Labels.read(json, where);
    }
    JsonObject object = new JsonObject(json, where);
    if (object.has("id2label")) {
      return Labels.ofConfig(object);
    }
    boolean byLabel = !json.isEmpty();
    for (JsonNode value : json) {
      byLabel &= value.isIntegralNumber();
    }
    return byLabel ? byLabel(object) : Labels.byIndex(object);
  }

  private static List<String> byLabel(JsonObject indices) throws InvalidModelException {
    List<String> keys = indices.keys();
    String[] labels = new String[keys.size()];
    for (String label : keys) {
      int index = indices.integer(label, -1);
      if (index < 0 || index >= labels.length || labels[index] != null) {
        throw indices.unexpected(
            label, "an index from 0 to %d of its own".formatted(labels.length - 1));
      }
      labels[index] = label;
    }
    return Labels.require(List.of(labels), indices.where());
  }
}
