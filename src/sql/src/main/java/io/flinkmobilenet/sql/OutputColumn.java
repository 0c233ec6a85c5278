package io.flinkmobilenet.sql;

import io.flinkmobilenet.network.ClassScore;
import java.util.List;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;

/** What a column of a model's output holds. */
enum OutputColumn {
  LABEL("label", "STRING"),
  PROBABILITY("probability", "FLOAT"),
  PROBABILITY_DOUBLE("probability", "DOUBLE"),
  CLASSES("classes", "ARRAY<ROW<label STRING, probability FLOAT>>"),
  EMBEDDING("embedding", "ARRAY<FLOAT>"),
  REASON("reason", "STRING");

  private final String title;
  private final String type;

  OutputColumn(String title, String type) {
    this.title = title;
    this.type = type;
  }

  /** Name of the column. */
  String title() {
    return title;
  }

  /** Type of the column, as it is declared. */
  String type() {
    return type;
  }

  /**
   * Returns the value for the image that the engine has classified.
   *
   * @param best the most probable classes, best first
   */
  Object value(ImageEngine engine, List<ClassScore> best) {
    ClassScore first = best.get(0);
    return switch (this) {
      case LABEL -> StringData.fromString(engine.label(first));
      case PROBABILITY -> first.probability();
      case PROBABILITY_DOUBLE -> (double) first.probability();
      case CLASSES ->
          new GenericArrayData(
              best.stream()
                  .map(
                      score ->
                          GenericRowData.of(
                              StringData.fromString(engine.label(score)), score.probability()))
                  .toArray());
      case EMBEDDING -> new GenericArrayData(engine.embedding());
      case REASON -> null;
    };
  }
}
