package io.flinkmobilenet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final StringWriter text = new StringWriter();
  private final Output output = new Output(new PrintWriter(text), OutputFormat.TABLE);

  @Test
  void makesColumnsAsWideAsNeeded() throws CommandFailure {
    Table.print(
        output, List.of("name", "count"), List.of(List.of("crane", 1234567), List.of("ox", 8)));
    assertThat(text.toString().lines())
        .containsExactly("name   count", "crane  1,234,567", "ox             8");
  }

  @Test
  void printsTitlesOnceAndLongTextsWhole() throws CommandFailure {
    Table table = Table.streaming(output, List.of("a", "b"), 3, 6);
    table.row("much too long", 0.5f);
    table.row(null, 0.25);
    assertThat(text.toString().lines())
        .containsExactly("a    b", "much too long  0.5000", "–    0.2500");
  }
}
