package io.flinkmobilenet.cli.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What another program says of images, from a CSV file with a line of titles: {@code file} is the
 * name of an image, {@code top1} the index of its best class, {@code p1} the probability of that
 * class, {@code class_index} the index of the true class. The last two are optional, and further
 * columns are ignored.
 */
final class ExpectedClasses {
  private static final long MAX_BYTES = 64L << 20;

  private final Map<String, Expected> byFile;

  private ExpectedClasses(Map<String, Expected> byFile) {
    this.byFile = byFile;
  }

  /**
   * What is expected of an image.
   *
   * @param best index of the best class
   * @param probability probability of that class, or NaN if it is not stated
   * @param truth index of the true class, or −1 if it is not stated
   */
  record Expected(int best, double probability, int truth) {}

  static ExpectedClasses read(Path file) throws CommandFailure, IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      throw CommandFailure.usage(
          "--expected: expected a CSV file of at most %d bytes, found %s"
              .formatted(MAX_BYTES, file),
          null);
    }
    Map<String, Expected> byFile = new LinkedHashMap<>();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .readValues(file.toFile())) {
      while (rows.hasNextValue()) {
        Map<String, String> row = rows.nextValue();
        String where = file + ": line " + rows.getParser().currentTokenLocation().getLineNr();
        String name = text(row, "file", where);
        if (byFile.put(name, expected(row, where)) != null) {
          throw CommandFailure.input(
              "%s: expected each file once, found %s again".formatted(where, name), null);
        }
      }
    } catch (JsonProcessingException e) {
      String reason = e.getMessage().lines().findFirst().orElse("");
      throw CommandFailure.input(file + ": expected CSV: " + reason, e);
    }
    return new ExpectedClasses(new HashMap<>(byFile));
  }

  /** Returns what is expected of the image with the given file name, or null. */
  Expected of(Path image) {
    return byFile.get(image.getFileName().toString());
  }

  private static Expected expected(Map<String, String> row, String where) throws CommandFailure {
    return new Expected(
        index(text(row, "top1", where), "top1", where),
        row.containsKey("p1") ? number(row.get("p1"), "p1", where) : Double.NaN,
        row.containsKey("class_index") ? index(row.get("class_index"), "class_index", where) : -1);
  }

  private static String text(Map<String, String> row, String column, String where)
      throws CommandFailure {
    String value = row.get(column);
    if (value == null || value.isEmpty()) {
      throw CommandFailure.input(
          "%s: expected a value in column %s, found none".formatted(where, column), null);
    }
    return value;
  }

  private static int index(String text, String column, String where) throws CommandFailure {
    try {
      int index = Integer.parseInt(text);
      if (index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      // The message below names the text.
    }
    throw CommandFailure.input(
        "%s: column %s: expected the index of a class, found '%s'".formatted(where, column, text),
        null);
  }

  private static double number(String text, String column, String where) throws CommandFailure {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw CommandFailure.input(
          "%s: column %s: expected a number, found '%s'".formatted(where, column, text), e);
    }
  }
}
