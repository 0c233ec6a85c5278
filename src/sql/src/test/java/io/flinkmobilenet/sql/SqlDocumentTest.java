package io.flinkmobilenet.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

/** The document about SQL says what the code has, and its statements work. */
class SqlDocumentTest {
  private static final Path DOCUMENT = Path.of("src/docs/sql.md");

  private static List<String[]> table(String header) throws IOException {
    return Files.readAllLines(DOCUMENT).stream()
        .dropWhile(line -> !line.startsWith(header))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.replaceAll("^\\| *| *\\|$", "").split(" *(?<!\\\\)\\| *"))
        .toList();
  }

  @Test
  void everyOptionHasARowWithItsDefault() throws IOException {
    Map<String, String> described = new TreeMap<>();
    table("| option |").forEach(row -> described.put(code(row[0]), code(row[1])));
    Map<String, String> expected = new TreeMap<>();
    Stream.concat(ProviderOptions.REQUIRED.stream(), ProviderOptions.OPTIONAL.stream())
        .forEach(option -> expected.put(option.key(), defaultOf(option)));
    assertThat(described).isEqualTo(expected);
  }

  private static String code(String cell) {
    return cell.replaceAll("^`|`$", "");
  }

  private static String defaultOf(ConfigOption<?> option) {
    return Optional.ofNullable(option.defaultValue())
        .map(value -> value.toString().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  @Test
  void everyColumnHasARow() throws IOException {
    TreeSet<String> described = new TreeSet<>();
    for (String[] row : table("| column |")) {
      described.add(row[0].replaceAll("`", "").split(" ")[0]);
    }
    assertThat(described)
        .isEqualTo(
            new TreeSet<>(Arrays.stream(OutputColumn.values()).map(OutputColumn::title).toList()));
  }

  @Test
  void everyFunctionHasARow() throws Exception {
    TreeSet<String> described = new TreeSet<>();
    for (String[] row : table("| function |")) {
      String name = row[0].replaceAll("`|\\(.*", "");
      described.add(name.toLowerCase(Locale.ROOT));
      assertThat(new MobileNetModule().getFunctionDefinition(name))
          .map(function -> function.getClass().getSimpleName())
          .hasValue(code(row[1]));
    }
    assertThat(described).isEqualTo(new TreeSet<>(new MobileNetModule().listFunctions()));
  }

  @Test
  void theStatementsArePlanned() throws Exception {
    TableEnvironment tables = SqlImages.streaming();
    SqlImages.view(tables, Row.of(1, SqlImages.png(1, 60, 60)));
    String text = Files.readString(DOCUMENT);
    for (String block : text.split("```sql\n")) {
      if (block.startsWith("CREATE") || block.startsWith("LOAD")) {
        for (String statement : block.substring(0, block.indexOf("```")).split(";\\s*")) {
          if (statement.startsWith("SELECT")) {
            assertThat(tables.explainSql(statement)).contains("Physical");
          } else if (!statement.startsWith("CREATE TABLE")) {
            tables.executeSql(statement);
          }
        }
      }
    }
    assertThat(tables.listModels()).containsExactly("signs");
  }
}
