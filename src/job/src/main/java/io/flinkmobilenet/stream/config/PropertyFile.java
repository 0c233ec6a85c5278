package io.flinkmobilenet.stream.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;

/** Reads a properties file in Java's format, which Kafka's own tools use as well. */
public final class PropertyFile {
  private PropertyFile() {}

  static Map<String, String> read(ConfigOption<String> option, String file) {
    try {
      return file.isBlank() ? new TreeMap<>() : read(Path.of(file));
    } catch (IllegalArgumentException | IOException e) {
      throw new InvalidOptionException(
          "--%s: %s: %s".formatted(option.key(), file, SmallFile.reason(e)), e);
    }
  }

  /**
   * Returns the properties in the file.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the file is not a properties file
   */
  public static Map<String, String> read(Path file) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(SmallFile.read(file)));
    Map<String, String> values = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return values;
  }
}
