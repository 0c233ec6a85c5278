package io.flinkmobilenet.stream.config;

import io.flinkmobilenet.stream.file.RefusedValueException;
import io.flinkmobilenet.stream.file.YamlTree;
import io.flinkmobilenet.stream.file.YamlValue;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The file that {@code --config} names: options of the job by their names, in YAML. The command
 * line takes precedence over it.
 */
public final class JobFile {
  private static final String NAME = JobOptions.CONFIG.key();
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_VALUE = 4096;

  private JobFile() {}

  /**
   * Returns the given options, and those of the file that they name which are not among them.
   *
   * @param given options by name, without hyphens
   * @throws InvalidOptionException if the file cannot be read, or something in it is not an option
   *     with a value that the option can have
   */
  public static Map<String, String> complete(Map<String, String> given) {
    Map<String, String> values = new LinkedHashMap<>(given);
    String file = values.remove(NAME);
    if (file != null) {
      read(file).forEach(values::putIfAbsent);
    }
    return values;
  }

  private static Map<String, String> read(String file) {
    try {
      return parse(SmallFile.read(Path.of(file)));
    } catch (IOException | InvalidPathException | RefusedValueException e) {
      throw new InvalidOptionException(
          "--%s: %s: %s".formatted(NAME, file, SmallFile.reason(e)), e);
    }
  }

  /**
   * Returns the options of a text in YAML.
   *
   * @throws RefusedValueException if there is something else in it; the message says where
   */
  static Map<String, String> parse(String yaml) {
    Map<String, String> values = new LinkedHashMap<>();
    YamlTree.read(yaml)
        .map("options by name")
        .forEach((name, value) -> values.put(name, text(name, value)));
    return values;
  }

  private static String text(String name, YamlValue value) {
    requireKnown(name, value);
    String text = JobOptions.isList(name) ? list(value) : scalar(value, JobOptions.expected(name));
    try {
      OptionReader.check(name, text);
    } catch (InvalidOptionException e) {
      throw new RefusedValueException(value.position() + ": " + e.getMessage(), e);
    }
    return text;
  }

  private static void requireKnown(String name, YamlValue value) {
    if (name.equals(NAME)) {
      throw value.refusal("an option of the job", "the name of another file");
    }
    if (name.length() > LONGEST_NAME) {
      throw value.refusal(
          "a name of at most %d characters".formatted(LONGEST_NAME), "a longer one");
    }
    if (!JobOptions.isKnown(name)) {
      List<String> names = JobOptions.described().stream().map(JobOption::name).toList();
      String meant =
          NearestName.of(name, names).map(near -> ", did you mean '" + near + "'?").orElse("");
      throw value.refusal("an option of the job", "'" + YamlValue.shortened(name) + "'" + meant);
    }
  }

  private static String list(YamlValue value) {
    String expected = "a text or a list of texts";
    return value.isList()
        ? value.list(expected).stream()
            .map(item -> scalar(item, "a text"))
            .collect(Collectors.joining(","))
        : scalar(value, expected);
  }

  private static String scalar(YamlValue value, String expected) {
    String text = value.text(expected);
    if (text.length() > LONGEST_VALUE) {
      throw value.refusal("at most %d characters".formatted(LONGEST_VALUE), "more");
    }
    return text;
  }
}
