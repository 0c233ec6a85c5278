package io.flinkmobilenet.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.Resizer;
import io.flinkmobilenet.image.RgbImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions on images, by {@code LOAD MODULE} and by {@code CREATE FUNCTION}. */
@Timeout(120)
class ImageFunctionsTest {
  private final TableEnvironment tables = SqlImages.batch();

  private List<Row> query(String expression) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> found =
        tables.executeSql("SELECT id, " + expression + " FROM images").collect()) {
      found.forEachRemaining(rows::add);
    }
    rows.sort(Comparator.comparing(row -> row.<Integer>getFieldAs(0)));
    return rows;
  }

  private void images() throws Exception {
    tables.executeSql("LOAD MODULE mobilenet");
    SqlImages.view(
        tables, Row.of(1, SqlImages.png(1, 90, 70)), Row.of(2, SqlImages.BROKEN), Row.of(3, null));
  }

  private void onError(String value) {
    tables.getConfig().set("pipeline.global-job-parameters", "mobilenet.on-error:" + value);
  }

  @Test
  void imageInfoTellsFormatAndSize() throws Exception {
    images();
    List<Row> rows = query("IMAGE_INFO(image)");
    assertThat(rows.get(0).getField(1)).isEqualTo(Row.of("image/png", 90, 70, null));
    assertThat(rows.get(1).getField(1)).isNull();
    assertThat(rows.get(2).getField(1)).isNull();
    onError("reason");
    assertThat(query("IMAGE_INFO(image).reason").get(1).<String>getFieldAs(1))
        .startsWith("UNSUPPORTED_FORMAT: ");
    onError("fail");
    assertThatThrownBy(() -> query("IMAGE_INFO(image)"))
        .hasStackTraceContaining("UNSUPPORTED_FORMAT: ");
    onError("perhaps");
    assertThatThrownBy(() -> query("IMAGE_INFO(image)"))
        .hasStackTraceContaining("mobilenet.on-error: expected null, reason or fail, found");
  }

  @Test
  void imageResizeGivesRawPixelsAndJpeg() throws Exception {
    images();
    List<Row> raw = query("IMAGE_RESIZE(image, 20, 10, 'raw')");
    RgbImage whole = new ImageDecoder(ImageLimits.DEFAULT).decode(SqlImages.png(1, 90, 70));
    assertThat((byte[]) raw.get(0).getField(1)).isEqualTo(Resizer.resize(whole, 20, 10).rgb());
    assertThat(raw.get(1).getField(1)).isNull();
    byte[] jpeg = query("IMAGE_RESIZE(image, 20, 10)").get(0).getFieldAs(1);
    RgbImage again = new ImageDecoder(ImageLimits.DEFAULT).decode(jpeg);
    assertThat(again.width()).isEqualTo(20);
    assertThat(again.height()).isEqualTo(10);
    assertThat(query("IMAGE_RESIZE(image, 0, 10)").get(0).getField(1)).isNull();
    assertThat(query("IMAGE_RESIZE(image, 9000, 10)").get(0).getField(1)).isNull();
    onError("fail");
    assertThatThrownBy(() -> query("IMAGE_RESIZE(image, 9, 9, 'tiff')"))
        .hasStackTraceContaining("expected the format jpeg or raw");
  }

  @Test
  void classifyTakesAModelWithItsDigest() throws Exception {
    images();
    byte[] image = SqlImages.png(1, 90, 70);
    String label = SqlImages.model().labels().get(SqlImages.expected(image, 1).get(0).index());
    String digest = SqlImages.model().digest();
    for (String model :
        List.of("'bundled:roadsigns/2'", "'%s', '%s'".formatted(SqlImages.MODEL.toUri(), digest))) {
      List<Row> rows = query("CLASSIFY(image, " + model + ").label");
      assertThat(rows.get(0).getField(1)).isEqualTo(label);
      assertThat(rows.get(1).getField(1)).isNull();
      assertThat(rows.get(2).getField(1)).isNull();
    }
    onError("reason");
    assertThat(query("CLASSIFY(image, 'bundled:roadsigns/2').reason").get(1).<String>getFieldAs(1))
        .startsWith("UNSUPPORTED_FORMAT: ");
    assertThat(ModelPool.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CLASSIFY(image, CAST(id AS STRING))",
        "CLASSIFY(image, 'bundled:roadsigns/2', CAST(id AS STRING))",
        "CLASSIFY(id, 'bundled:roadsigns/2')"
      })
  void classifyRefusesModelsThatAreNoLiterals(String call) throws Exception {
    images();
    assertThatThrownBy(() -> tables.explainSql("SELECT " + call + " FROM images"))
        .hasStackTraceContaining("Invalid");
  }

  @Test
  void aModelWithoutDigestIsRefused() throws Exception {
    images();
    assertThatThrownBy(() -> query("CLASSIFY(image, '" + SqlImages.MODEL.toUri() + "')"))
        .hasStackTraceContaining("CLASSIFY: expected CLASSIFY(image, model, digest), found no");
  }

  @Test
  void functionsAreCreatedByTheirClassesToo() throws Exception {
    SqlImages.view(tables, Row.of(1, SqlImages.png(1, 90, 70)));
    for (Class<?> function :
        List.of(ImageInfoFunction.class, ImageResizeFunction.class, ClassifyFunction.class)) {
      String name = "MY_" + function.getSimpleName();
      tables.executeSql("CREATE FUNCTION %s AS '%s'".formatted(name, function.getName()));
    }
    assertThat(query("MY_ImageInfoFunction(image).width").get(0).getField(1)).isEqualTo(90);
    assertThat(query("MY_ImageResizeFunction(image, 2, 1, 'raw')").get(0).getField(1))
        .asInstanceOf(InstanceOfAssertFactories.BYTE_ARRAY)
        .hasSize(6);
    assertThat(query("MY_ClassifyFunction(image, 'bundled:roadsigns/1').label").get(0).getField(1))
        .isNotNull();
    assertThat(new ClassifyFunction().isDeterministic()).isTrue();
  }
}
