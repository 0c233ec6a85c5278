package io.flinkmobilenet.stream.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes one field as a line of YAML, with quotes where the text would be read as another one. */
public final class YamlLine {
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private YamlLine() {}

  /** Returns {@code name: text} with a line break at the end. */
  public static String of(String name, String text) {
    StringWriter line = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(line)) {
      generator.writeStartObject();
      generator.writeStringField(name, text);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writers of strings do not fail", e);
    }
    return line.toString().strip() + "\n";
  }
}
