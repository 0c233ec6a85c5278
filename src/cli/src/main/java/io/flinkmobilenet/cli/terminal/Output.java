package io.flinkmobilenet.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints a command's results as JSON lines or as a table. */
public final class Output {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new FiniteNumbers());

  private final PrintWriter out;
  private final OutputFormat format;

  Output(PrintWriter out, OutputFormat format) {
    this.out = out;
    this.format = format;
  }

  /** True if results are printed as JSON lines. */
  public boolean json() {
    return format == OutputFormat.JSON;
  }

  /**
   * Prints one JSON object on one line.
   *
   * @param fields values are strings, numbers, booleans, arrays, lists, maps or null; numbers that
   *     are not finite become null, since JSON has no such numbers
   * @throws ReaderGoneException if the reader has closed the output
   * @throws UncheckedIOException if it cannot be written
   */
  public void json(Map<String, ?> fields) {
    try {
      text(JSON.writeValueAsString(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + fields, e);
    }
  }

  /**
   * Prints one line unchanged.
   *
   * @throws ReaderGoneException if the reader has closed the output
   * @throws UncheckedIOException if it cannot be written
   */
  public void text(String line) {
    out.println(line);
    if (out.checkError()) {
      throw out instanceof StandardOutput standard ? standard.failure() : new ReaderGoneException();
    }
  }

  /** An object for {@link #json(Map)}, from alternating names and values in printing order. */
  public static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
