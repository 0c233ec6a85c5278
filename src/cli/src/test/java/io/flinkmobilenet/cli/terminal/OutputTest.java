package io.flinkmobilenet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers that are not finite, and names of every length. */
class OutputTest {
  private final StringWriter printed = new StringWriter();
  private final PrintWriter out = new PrintWriter(printed);

  @Test
  void whatIsNoNumberIsNullInJson() {
    new Output(out, OutputFormat.JSON)
        .json(
            Output.object(
                "a",
                Double.NaN,
                "b",
                Float.POSITIVE_INFINITY,
                "c",
                1.5,
                "d",
                new float[] {1, Float.NaN},
                "e",
                new double[] {Double.NEGATIVE_INFINITY, 2},
                "f",
                Arrays.asList(0 / 0.0, 3L, null),
                "g",
                Map.of("h", Float.NaN),
                "i",
                0.1f));
    assertThat(printed.toString().strip())
        .isEqualTo(
            "{\"a\":null,\"b\":null,\"c\":1.5,\"d\":[1.0,null],\"e\":[null,2.0],"
                + "\"f\":[null,3,null],\"g\":{\"h\":null},\"i\":0.1}");
  }

  @Test
  void whatIsNoNumberIsADashInTexts() {
    Output table = new Output(out, OutputFormat.TABLE);
    Table.print(table, List.of("a", "b"), List.of(List.of(Double.NaN, Float.NEGATIVE_INFINITY)));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rate", Double.NaN);
    facts.put("a name that is longer than most", 12345);
    facts.put("none", null);
    Facts.print(table, facts);
    assertThat(printed.toString()).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(printed.toString().lines().skip(2))
        .containsExactly(
            "rate                             –",
            "a name that is longer than most  12,345",
            "none                             –");
  }
}
