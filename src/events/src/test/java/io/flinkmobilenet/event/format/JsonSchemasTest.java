package io.flinkmobilenet.event.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON schemas in {@code schemas/} say the same as the Avro schemas. */
class JsonSchemasTest {
  private static final Path SCHEMAS = Path.of("schemas");

  static Stream<Schema> records() {
    return Stream.of(
        ImageEvent.getClassSchema(),
        Prediction.getClassSchema(),
        RejectedImage.getClassSchema(),
        ModelStatus.getClassSchema());
  }

  /** If an Avro schema has changed, the message of this test has the JSON schema to save. */
  @ParameterizedTest
  @MethodSource("records")
  void theFileIsThatOfTheAvroSchema(Schema record) throws IOException {
    Path file = SCHEMAS.resolve(record.getName() + ".schema.json");
    String expected = JsonSchemas.of(record);
    assertThat(Files.exists(file) ? Files.readString(file) : "").isEqualTo(expected);
  }
}
