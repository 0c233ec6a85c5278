package io.flinkmobilenet.cli.kafka;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as Flink writes them: {@code 30s}, {@code 500 ms}, {@code 2 min}. */
public final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return TimeUtils.parseDuration(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "expected a duration such as 30s or 500ms, found '" + text + "'");
    }
  }
}
