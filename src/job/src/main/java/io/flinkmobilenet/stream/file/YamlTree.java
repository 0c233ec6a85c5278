package io.flinkmobilenet.stream.file;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads one document of <a href="https://yaml.org/spec/1.1/">YAML</a> as texts, lists and fields.
 * All scalars are texts, so that a version 1.10 stays what it is. Aliases are refused, so that a
 * document cannot be larger than its text.
 */
public final class YamlTree {
  private static final int DEEPEST = 20;
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final YAMLParser parser;

  private YamlTree(YAMLParser parser) {
    this.parser = parser;
  }

  /**
   * Reads a document.
   *
   * @throws RefusedValueException if the text is not exactly one document
   */
  public static YamlValue read(String text) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      if (parser.currentToken() == null) {
        throw new RefusedValueException("line 1, column 1: expected YAML, found nothing", null);
      }
      YamlTree tree = new YamlTree(parser);
      YamlValue document = tree.read(tree.value(null, ""));
      if (parser.nextToken() != null) {
        throw new RefusedValueException(
            "line %d, column %d: expected one document, found another"
                .formatted(tree.line(), tree.column()),
            null);
      }
      return document;
    } catch (IOException e) {
      throw new RefusedValueException("expected YAML, found " + reason(e), e);
    }
  }

  /** Returns the parser's message without the excerpt of the file, which has several lines. */
  private static String reason(IOException failure) {
    String message =
        failure instanceof JacksonException known
            ? known.getOriginalMessage()
            : failure.getMessage();
    return String.valueOf(message)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.equals("^"))
        .limit(4)
        .collect(Collectors.joining(" "));
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private int column() {
    return parser.currentTokenLocation().getColumnNr();
  }

  private YamlValue value(YamlValue parent, String label) {
    return new YamlValue(parent, label, line(), column());
  }

  /** Fills the value from the current token and those that belong to it. */
  private YamlValue read(YamlValue value) throws IOException {
    if (parser.isCurrentAlias()) {
      throw value.refusal("a value", "an alias, which is not allowed");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      value.fill(fields(value));
    } else if (token == JsonToken.START_ARRAY) {
      value.fill(list(value));
    } else {
      value.fill(parser.getText());
    }
    return value;
  }

  private List<YamlValue> list(YamlValue parent) throws IOException {
    List<YamlValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(value(parent, "[" + items.size() + "]")));
    }
    return items;
  }

  private Map<String, YamlValue> fields(YamlValue parent) throws IOException {
    Map<String, YamlValue> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      YamlValue field = value(parent, name);
      if (fields.containsKey(name)) {
        throw field.refusal("the field once", "it twice");
      }
      parser.nextToken();
      fields.put(name, read(field));
    }
    return fields;
  }
}
