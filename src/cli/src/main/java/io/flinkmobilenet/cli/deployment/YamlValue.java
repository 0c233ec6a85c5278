package io.flinkmobilenet.cli.deployment;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A value of a YAML document, and its place there: a text, a list or fields. */
final class YamlValue {
  private static final int LONGEST_SHOWN = 60;

  private final YamlValue parent;
  private final String label;
  private final int line;
  private Object content;

  /**
   * Creates a value without content.
   *
   * @param parent what it is in; null for the whole document
   * @param label a field's name, or an index in brackets
   * @param line line of the file, from 1
   */
  YamlValue(YamlValue parent, String label, int line) {
    this.parent = parent;
    this.label = label;
    this.line = line;
  }

  /** Sets a text, a list of values, or a map of fields. */
  void fill(Object value) {
    content = value;
  }

  int line() {
    return line;
  }

  String text(String expected) {
    if (content instanceof String text) {
      return text;
    }
    throw refusal(expected);
  }

  @SuppressWarnings("unchecked") // Lists are filled with values only.
  List<YamlValue> list(String expected) {
    if (content instanceof List<?> list) {
      return (List<YamlValue>) list;
    }
    throw refusal(expected);
  }

  boolean hasFields() {
    return content instanceof Map;
  }

  @SuppressWarnings("unchecked") // Maps are filled with values only.
  Map<String, YamlValue> map(String expected) {
    if (content instanceof Map<?, ?> map) {
      return (Map<String, YamlValue>) map;
    }
    throw refusal(expected);
  }

  /** Returns the fields of this value, of which no other may be there. */
  YamlFields fields(String... known) {
    return new YamlFields(this, map("the fields " + String.join(", ", known)), List.of(known));
  }

  /** Creates something from this value, and says where it is if that is refused. */
  <T> T make(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (RefusedValueException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new RefusedValueException(place() + e.getMessage(), e);
    }
  }

  RefusedValueException refusal(String expected) {
    return refusal(expected, found());
  }

  RefusedValueException refusal(String expected, String found) {
    return new RefusedValueException(
        "%sexpected %s, found %s".formatted(place(), expected, found), null);
  }

  private String found() {
    if (content instanceof String text) {
      return "'" + shortened(text) + "'";
    }
    return content instanceof List ? "a list" : "fields";
  }

  static String shortened(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }

  private String place() {
    String path = path();
    return "line " + line + ": " + (path.isEmpty() ? "" : path + ": ");
  }

  private String path() {
    if (parent == null) {
      return "";
    }
    String above = parent.path();
    boolean apart = !above.isEmpty() && !label.startsWith("[");
    return above + (apart ? "." : "") + shortened(label);
  }
}
