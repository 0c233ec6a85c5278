package io.flinkmobilenet.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.network.ClassScore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ML_PREDICT} in streaming queries, and what {@code CREATE MODEL} refuses. */
@Timeout(120)
class MlPredictTest {
  private final TableEnvironment tables = SqlImages.streaming();

  private void model(String output, String options) {
    tables.executeSql(
        "CREATE MODEL signs INPUT (image BYTES) OUTPUT (%s) WITH ('provider' = 'mobilenet'%s)"
            .formatted(output, options));
  }

  private static String at(Path path) {
    return ", 'model' = '" + path.toUri() + "'";
  }

  private List<Row> predictions(String columns) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> found =
        tables
            .executeSql(
                "SELECT id, %s FROM ML_PREDICT(TABLE images, MODEL signs, DESCRIPTOR(image))"
                    .formatted(columns))
            .collect()) {
      found.forEachRemaining(rows::add);
    }
    rows.sort(Comparator.comparing(row -> row.<Integer>getFieldAs(0)));
    return rows;
  }

  @Test
  void givesTheColumnsThatAreDeclared() throws Exception {
    byte[] image = SqlImages.png(1, 90, 70);
    SqlImages.view(tables, Row.of(1, image));
    model(
        "embedding ARRAY<FLOAT>, classes ARRAY<ROW<label STRING, probability FLOAT>>,"
            + " probability DOUBLE, label STRING",
        at(SqlImages.MODEL) + ", 'top-k' = '3', 'digest' = '" + SqlImages.model().digest() + "'");

    Row row = predictions("embedding, classes, probability, label").get(0);

    List<ClassScore> best = SqlImages.expected(image, 3);
    List<String> labels = SqlImages.model().labels();
    assertThat((Float[]) row.getField(1)).hasSizeGreaterThan(100);
    Row[] classes = row.getFieldAs(2);
    assertThat(classes).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(classes[i].getField(0)).isEqualTo(labels.get(best.get(i).index()));
      assertThat((Float) classes[i].getField(1))
          .isCloseTo(best.get(i).probability(), within(1e-4f));
    }
    assertThat((Double) row.getField(3)).isCloseTo(best.get(0).probability(), within(1e-4));
    assertThat(row.getField(4)).isEqualTo(labels.get(best.get(0).index()));
    assertThat(ModelPool.size()).as("leases are returned").isZero();
  }

  @Test
  void aBrokenImageGivesNullAndTheQueryGoesOn() throws Exception {
    SqlImages.view(
        tables,
        Row.of(1, SqlImages.BROKEN),
        Row.of(2, SqlImages.png(2, 60, 60)),
        Row.of(3, null),
        Row.of(4, new byte[0]));
    model("label STRING, probability FLOAT", ", 'model' = 'bundled:roadsigns/2'");
    List<Row> rows = predictions("label, probability");
    assertThat(rows).hasSize(4);
    for (int broken : new int[] {0, 2, 3}) {
      assertThat(rows.get(broken).getField(1)).isNull();
      assertThat(rows.get(broken).getField(2)).isNull();
    }
    assertThat(rows.get(1).getField(1)).isNotNull();
  }

  @Test
  void aBrokenImageGivesItsReason() throws Exception {
    SqlImages.view(
        tables, Row.of(1, SqlImages.BROKEN), Row.of(2, SqlImages.png(2, 60, 60)), Row.of(3, null));
    model(
        "label STRING, reason STRING", ", 'model' = 'bundled:roadsigns/1', 'on-error' = 'reason'");
    List<Row> rows = predictions("label, reason");
    assertThat(rows.get(0).<String>getFieldAs(2))
        .startsWith("UNSUPPORTED_FORMAT: expected JPEG, PNG, GIF, BMP or WebP, found");
    assertThat(rows.get(1).getField(2)).isNull();
    assertThat(rows.get(1).getField(1)).isNotNull();
    assertThat(rows.get(2).getField(2)).isEqualTo("EMPTY_IMAGE: expected an image, found NULL");
  }

  @Test
  void aBrokenImageFailsTheQueryIfAskedTo() {
    SqlImages.view(tables, Row.of(1, SqlImages.BROKEN));
    model("label STRING NOT NULL", ", 'model' = 'bundled:roadsigns/2', 'on-error' = 'fail'");
    assertThatThrownBy(() -> predictions("label"))
        .hasStackTraceContaining("UNSUPPORTED_FORMAT: expected JPEG");
  }

  @Test
  void limitsOfImagesApply() throws Exception {
    SqlImages.view(tables, Row.of(1, SqlImages.png(1, 60, 60)));
    model(
        "label STRING, reason STRING",
        ", 'model' = 'bundled:roadsigns/2', 'on-error' = 'reason', 'max-image-pixels' = '100'");
    assertThat(predictions("reason").get(0).<String>getFieldAs(1))
        .isEqualTo("TOO_MANY_PIXELS: PNG is 60 x 60 = 3600 pixels, limit 100");
  }

  @Test
  void aFileOfAModelIsReadAndItsDigestChecked(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("model.safetensors");
    Files.write(file, SqlImages.model().bytes());
    byte[] image = SqlImages.png(4, 64, 64);
    SqlImages.view(tables, Row.of(1, image));
    model("label STRING", at(file) + ", 'digest' = '" + SqlImages.model().digest() + "'");
    assertThat(predictions("label").get(0).getField(1))
        .isEqualTo(SqlImages.model().labels().get(SqlImages.expected(image, 1).get(0).index()));
    tables.executeSql("DROP MODEL signs");
    model("label STRING", at(file) + ", 'digest' = '" + "0".repeat(64) + "'");
    assertThatThrownBy(() -> predictions("label"))
        .hasStackTraceContaining("expected digest " + "0".repeat(64) + ", found ");
    tables.executeSql("DROP MODEL signs");
    model("label STRING", at(folder.resolve("none")));
    assertThatThrownBy(() -> predictions("label")).hasStackTraceContaining("no such file");
    assertThat(ModelPool.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "name STRING | | expected columns of label STRING, probability FLOAT, probability DOUBLE,",
        "label INT | | found label INT",
        "classes ARRAY<STRING> | | found classes ARRAY<STRING>",
        "label STRING NOT NULL | | expected a type without NOT NULL, because 'on-error' = 'null'",
        "label STRING, reason STRING | | column reason: expected 'on-error' = 'reason', found 'null'",
        "label STRING | , 'on-error' = 'reason' | expected an OUTPUT column reason STRING, found",
        "label STRING | , 'on-error' = 'ignore' | on-error",
        "label STRING | , 'top-k' = '0' | 'top-k': expected at least 1, found '0'",
        "label STRING | , 'digest' = 'abc' | 'digest': expected 64 lower-case hexadecimal digits",
        "label STRING | , 'colour' = 'red' | colour",
      })
  void aWrongDeclarationIsRefusedBeforeTheQueryRuns(String output, String options, String message)
      throws Exception {
    SqlImages.view(tables, Row.of(1, SqlImages.png(1, 60, 60)));
    model(output, ", 'model' = 'bundled:roadsigns/2'" + (options == null ? "" : options));
    assertThatThrownBy(() -> tables.explainSql("SELECT * FROM " + call()))
        .hasRootCauseInstanceOf(
            message.equals("on-error") ? IllegalArgumentException.class : ValidationException.class)
        .hasStackTraceContaining(message);
  }

  private static String call() {
    return "ML_PREDICT(TABLE images, MODEL signs, DESCRIPTOR(image))";
  }

  @Test
  void theInputIsOneColumnOfBytes() throws Exception {
    SqlImages.view(tables, Row.of(1, SqlImages.png(1, 60, 60)));
    tables.executeSql(
        "CREATE MODEL signs INPUT (id INT) OUTPUT (label STRING)"
            + " WITH ('provider' = 'mobilenet', 'model' = 'bundled:roadsigns/2')");
    assertThatThrownBy(
            () -> tables.explainSql("SELECT * FROM " + call().replace("(image)", "(id)")))
        .hasStackTraceContaining("INPUT: expected one column of BYTES, found id INT");
  }

  @Test
  void onlyAModelThatCannotChangeIsDeterministic() {
    String digest = "0".repeat(64);
    assertThat(function("file:/model", digest).isDeterministic()).isTrue();
    assertThat(function("bundled:roadsigns/1", null).isDeterministic()).isTrue();
    assertThat(function("file:/model", null).isDeterministic()).isFalse();
  }

  private static ImagePredictFunction function(String model, String digest) {
    return new ImagePredictFunction(
        EngineSettings.of(model, digest), List.of(OutputColumn.LABEL), OnError.NULL, 1);
  }
}
