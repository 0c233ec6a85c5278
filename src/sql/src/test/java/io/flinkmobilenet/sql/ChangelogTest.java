package io.flinkmobilenet.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Functions on tables whose rows are changed and taken back. */
@Timeout(120)
class ChangelogTest {
  private static final String LABEL = "CLASSIFY(image, 'bundled:roadsigns/2').label";
  private static final String WIDTH = "IMAGE_INFO(image).width";
  private static final String PIXELS = "IMAGE_RESIZE(image, 2, 2, 'raw')";

  private final TableEnvironment tables = SqlImages.streaming();

  /** Of two images with the id 1, the second replaces the first. */
  @BeforeEach
  void create() throws Exception {
    tables.getConfig().set("parallelism.default", "1");
    tables.getConfig().set("table.optimizer.non-deterministic-update.strategy", "TRY_RESOLVE");
    tables.executeSql("LOAD MODULE mobilenet");
    SqlImages.view(tables, Row.of(1, image(1)), Row.of(2, image(2)), Row.of(1, image(3)));
    tables.executeSql(
        "CREATE VIEW newest AS SELECT id, LAST_VALUE(image) AS image FROM images GROUP BY id");
    tables.executeSql(
        "CREATE TABLE results (answer STRING, number BIGINT) WITH ('connector' = 'blackhole')");
  }

  private static byte[] image(int seed) throws Exception {
    return SqlImages.png(seed, 40 + 10 * seed, 60);
  }

  private static String label(int seed) throws Exception {
    return SqlImages.model().labels().get(SqlImages.expected(image(seed), 1).get(0).index());
  }

  private static String perAnswer(String answer) {
    return "SELECT %s AS answer, COUNT(*) AS number FROM newest GROUP BY %s"
        .formatted(answer, answer);
  }

  /** The answer of a row that is taken back is computed again, and so it must be the same. */
  @Test
  void takeBackTheAnswersThatTheyGave() throws Exception {
    Map<Object, Long> left = new LinkedHashMap<>();
    List<RowKind> kinds = new ArrayList<>();
    try (CloseableIterator<Row> rows =
        tables.executeSql("SELECT id, " + LABEL + " FROM newest").collect()) {
      while (rows.hasNext()) {
        Row row = rows.next();
        kinds.add(row.getKind());
        long change = row.getKind() == RowKind.UPDATE_BEFORE ? -1 : 1;
        left.merge(row.getField(0) + " " + row.getField(1), change, Long::sum);
      }
    }
    left.values().removeIf(count -> count == 0);
    assertThat(kinds).contains(RowKind.UPDATE_BEFORE, RowKind.UPDATE_AFTER);
    assertThat(left).containsOnly(Map.entry("1 " + label(3), 1L), Map.entry("2 " + label(2), 1L));
  }

  @Test
  void arePlannedOnChangesBecauseTheyAreDeterministic() {
    for (String answer :
        List.of(LABEL, "CAST(" + WIDTH + " AS STRING)", "CAST(" + PIXELS + " AS STRING)")) {
      assertThat(tables.explainSql("INSERT INTO results " + perAnswer(answer)))
          .as(answer)
          .contains("Sink");
    }
  }

  /** Shows that the planner would have refused them otherwise. */
  @Test
  void aFunctionThatIsNotDeterministicIsRefusedThere() {
    tables.createTemporarySystemFunction("GUESS", Guess.class);
    assertThatThrownBy(() -> tables.explainSql("INSERT INTO results " + perAnswer("GUESS(image)")))
        .hasStackTraceContaining("non-deterministic function: GUESS");
  }

  /** Says that its answers change. */
  public static final class Guess extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    /** Returns a label. */
    public String eval(byte[] image) {
      return String.valueOf(image.length);
    }

    @Override
    public boolean isDeterministic() {
      return false;
    }
  }
}
