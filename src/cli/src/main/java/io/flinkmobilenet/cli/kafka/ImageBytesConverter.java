package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.stream.kafka.TopicLayout;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the largest length of an image in Flink's notation for sizes: {@code 20mb}, {@code
 * 20971520}.
 */
final class ImageBytesConverter implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    try {
      long bytes = MemorySize.parse(text).getBytes();
      if (bytes >= 1 && bytes <= TopicLayout.MOST_IMAGE_BYTES) {
        return (int) bytes;
      }
    } catch (IllegalArgumentException e) {
      // Reported below with the same message as a size that is out of range.
    }
    throw new TypeConversionException(
        "expected a size such as 20mb, up to %d bytes, found '%s'"
            .formatted(TopicLayout.MOST_IMAGE_BYTES, text));
  }
}
