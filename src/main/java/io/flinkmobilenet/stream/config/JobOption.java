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
 * What a command line needs to know of one option.
 *
 * @param name without the leading hyphens
 * @param flag whether it stands alone, without a value
 * @param value what stands for the value in a help text; the choices where there are few
 * @param defaultValue what holds without the option; empty where nothing does
 * @param description one sentence or two
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
