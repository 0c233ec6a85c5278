package io.flinkmobilenet.stream.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.TextElement;
import org.apache.flink.util.TimeUtils;

/**
 * Description of one option for a command line.
 *
 * @param name without the leading hyphens
 * @param flag whether the option is used without a value
 * @param value placeholder of the value in a help text, or the choices if there are few
 * @param defaultValue value that applies without the option; empty if there is none
 * @param description one or two sentences
 */
public record JobOption(
    String name, boolean flag, String value, String defaultValue, String description) {
  static JobOption of(ConfigOption<?> option) {
    Object value = option.defaultValue();
    return new JobOption(
        option.key(), value instanceof Boolean, placeholder(value), text(value), text(option));
  }

  private static String placeholder(Object value) {
    if (value instanceof Enum<?> constant) {
      return Arrays.stream(constant.getDeclaringClass().getEnumConstants())
          .map(JobOption::text)
          .collect(Collectors.joining("|"));
    }
    if (value instanceof Boolean) {
      return "true|false";
    }
    if (value instanceof Number) {
      return "NUMBER";
    }
    if (value instanceof MemorySize) {
      return "SIZE";
    }
    return value instanceof Duration ? "DURATION" : "TEXT";
  }

  private static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof MemorySize size) {
      return size.equals(MemorySize.ofMebiBytes(size.getMebiBytes()))
          ? size.getMebiBytes() + " mb"
          : size.toString();
    }
    return value instanceof Duration duration
        ? TimeUtils.formatWithHighestUnit(duration)
        : value.toString().toLowerCase(Locale.ROOT);
  }

  private static String text(ConfigOption<?> option) {
    return option.description().getBlocks().stream()
        .map(block -> ((TextElement) block).getFormat())
        .collect(Collectors.joining(" "));
  }
}
