package io.flinkmobilenet.stream.config;

import io.flinkmobilenet.stream.file.YamlLine;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the file that {@link JobFile} reads. */
public final class JobFileText {
  private static final int LONGEST_LINE = 100;

  private JobFileText() {}

  /**
   * Returns a file with every option: those that have a value, and the others with their defaults
   * as comments.
   *
   * @param values values by name, without hyphens
   */
  public static String of(Map<String, String> values) {
    String options =
        JobOptions.described().stream()
            .filter(option -> !option.name().equals(JobOptions.CONFIG.key()))
            .map(option -> comment(option.description()) + line(option, values.get(option.name())))
            .collect(Collectors.joining("\n"));
    String kafka =
        values.entrySet().stream()
            .filter(value -> value.getKey().startsWith(JobOptions.KAFKA_PREFIX))
            .map(value -> YamlLine.of(value.getKey(), value.getValue()))
            .collect(Collectors.joining());
    return options
        + "\n"
        + comment("Properties that are passed to every Kafka client unchanged.")
        + (kafka.isEmpty() ? "#" + JobOptions.KAFKA_PREFIX + "PROPERTY: VALUE\n" : kafka);
  }

  private static String line(JobOption option, String value) {
    if (value != null) {
      return YamlLine.of(option.name(), value);
    }
    boolean none = option.defaultValue().isEmpty();
    return "#" + YamlLine.of(option.name(), none ? option.value() : option.defaultValue());
  }

  /** Breaks the text into lines of comment, between words. */
  private static String comment(String text) {
    StringBuilder lines = new StringBuilder("#");
    int length = 1;
    for (String word : text.split(" ")) {
      if (length + 1 + word.length() > LONGEST_LINE) {
        lines.append("\n#");
        length = 1;
      }
      lines.append(' ').append(word);
      length += 1 + word.length();
    }
    return lines.append('\n').toString();
  }
}
