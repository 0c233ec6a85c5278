package io.flinkmobilenet.stream.file;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A value of a YAML document, and its place there: a text, a list or fields. */
public final class YamlValue {
  private static final int LONGEST_SHOWN = 60;

  private final YamlValue parent;
  private final String label;
  private final int line;
  private final int column;
  private Object content;

  /**
   * Creates a value without content.
   *
   * @param parent what it is in; null for the whole document
   * @param label a field's name, or an index in brackets
   * @param line line of the file, from 1
   * @param column column of the line at which its name begins, from 1
   */
  YamlValue(YamlValue parent, String label, int line, int column) {
    this.parent = parent;
    this.label = label;
    this.line = line;
    this.column = column;
  }

  /** Sets a text, a list of values, or a map of fields. */
  void fill(Object value) {
    content = value;
  }

  /** Line of the file, from 1. */
  public int line() {
    return line;
  }

  /**
   * Returns the text of this value.
   *
   * @throws RefusedValueException if it is no text
   */
  public String text(String expected) {
    if (content instanceof String text) {
      return text;
    }
    throw refusal(expected);
  }

  /**
   * Returns the values of this list.
   *
   * @throws RefusedValueException if it is no list
   */
  @SuppressWarnings("unchecked") // Lists are filled with values only.
  public List<YamlValue> list(String expected) {
    if (content instanceof List<?> list) {
      return (List<YamlValue>) list;
    }
    throw refusal(expected);
  }

  /** Whether this value is a list. */
  public boolean isList() {
    return content instanceof List;
  }

  /** Whether this value has fields, and so is neither a text nor a list. */
  public boolean hasFields() {
    return content instanceof Map;
  }

  /**
   * Returns the values of the fields by name, in the order of the file.
   *
   * @throws RefusedValueException if there are no fields
   */
  @SuppressWarnings("unchecked") // Maps are filled with values only.
  public Map<String, YamlValue> map(String expected) {
    if (content instanceof Map<?, ?> map) {
      return (Map<String, YamlValue>) map;
    }
    throw refusal(expected);
  }

  /** Creates something from this value, and says where it is if that is refused. */
  public <T> T make(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (RefusedValueException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new RefusedValueException(place() + e.getMessage(), e);
    }
  }

  /** An exception that says where this value is and which value it is. */
  public RefusedValueException refusal(String expected) {
    return refusal(expected, found());
  }

  /** An exception that says where this value is. */
  public RefusedValueException refusal(String expected, String found) {
    return new RefusedValueException(
        "%sexpected %s, found %s".formatted(place(), expected, found), null);
  }

  private String found() {
    if (content instanceof String text) {
      return "'" + shortened(text) + "'";
    }
    return content instanceof List ? "a list" : "fields";
  }

  /** Returns the text, or the beginning of a long one. */
  public static String shortened(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }

  /** Line and column at which the value's name begins, as messages say them. */
  public String position() {
    return "line %d, column %d".formatted(line, column);
  }

  private String place() {
    String path = path();
    return position() + ": " + (path.isEmpty() ? "" : path + ": ");
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
