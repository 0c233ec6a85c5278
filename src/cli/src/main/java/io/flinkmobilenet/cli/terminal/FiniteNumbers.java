package io.flinkmobilenet.cli.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** Writes NaN and infinite values as null, because JSON has no such numbers. */
final class FiniteNumbers extends SimpleModule {
  private static final long serialVersionUID = 1L;

  FiniteNumbers() {
    addSerializer(Double.class, writer((generator, value) -> write(generator, value)));
    addSerializer(Float.class, writer((generator, value) -> write(generator, value)));
    addSerializer(
        double[].class,
        writer(
            (generator, values) -> {
              generator.writeStartArray();
              for (double value : values) {
                write(generator, value);
              }
              generator.writeEndArray();
            }));
    addSerializer(
        float[].class,
        writer(
            (generator, values) -> {
              generator.writeStartArray();
              for (float value : values) {
                write(generator, value);
              }
              generator.writeEndArray();
            }));
  }

  private interface Writing<T> {
    void write(JsonGenerator generator, T value) throws IOException;
  }

  private static <T> JsonSerializer<T> writer(Writing<T> writing) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator generator, SerializerProvider provider)
          throws IOException {
        writing.write(generator, value);
      }
    };
  }

  private static void write(JsonGenerator generator, double value) throws IOException {
    if (Double.isFinite(value)) {
      generator.writeNumber(value);
    } else {
      generator.writeNull();
    }
  }

  private static void write(JsonGenerator generator, float value) throws IOException {
    if (Float.isFinite(value)) {
      generator.writeNumber(value);
    } else {
      generator.writeNull();
    }
  }
}
