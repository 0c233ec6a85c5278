package io.flinkmobilenet.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OlderSchemasTest {
  private static final Path SCHEMAS = Path.of("schemas");

  @Test
  void numbersAreReadFromOneOnInOrder() {
    List<Schema> schemas = OlderSchemas.of(OlderSchemasTest.class);

    assertThat(schemas).extracting(schema -> schema.getFields().size()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ImageEvent.class,
        Prediction.class,
        RejectedImage.class,
        ModelEvent.class,
        ModelDecision.class,
        ModelStatus.class
      })
  void everyOlderSchemaCanBeReadAsTheCurrentOne(Class<?> event) {
    Schema current = new SpecificData(event.getClassLoader()).getSchema(event);

    assertThat(OlderSchemas.of(event))
        .allSatisfy(
            older ->
                assertThat(
                        SchemaCompatibility.checkReaderWriterCompatibility(current, older)
                            .getType())
                    .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE));
  }

  @Test
  void everyFileInTheFolderIsOneThatIsLookedFor() throws Exception {
    Path older = SCHEMAS.resolve("older");
    if (!Files.isDirectory(older)) {
      return;
    }
    try (Stream<Path> files = Files.list(older)) {
      assertThat(files)
          .allSatisfy(
              file -> {
                String[] name = file.getFileName().toString().split(Pattern.quote("."));
                assertThat(SCHEMAS.resolve(name[0] + ".avsc")).exists();
                Class<?> event = Class.forName("io.flinkmobilenet.event." + name[0]);
                assertThat(OlderSchemas.of(event))
                    .hasSizeGreaterThanOrEqualTo(Integer.parseInt(name[1]));
              });
    }
  }
}
