package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.model.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchNetworkTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeModel() {
    TestModels.writeDirectory(folder, 1, 32, 10);
  }

  @Test
  void saysInItsFirstLineHowLongAImageTakes() {
    List<JsonNode> lines = bench("--layers", "--threads", "2").json();
    assertThat(lines.get(0).get("min_ms").asDouble()).isPositive();
    assertThat(lines.get(0).get("median_ms").asDouble())
        .isGreaterThanOrEqualTo(lines.get(0).get("min_ms").asDouble());
    assertThat(lines.get(0).get("threads").asInt()).isEqualTo(2);
    assertThat(lines.get(1).get("step").asText()).startsWith("convolution");
    assertThat(lines.get(lines.size() - 1).get("step").asText()).isEqualTo("dense");
  }

  @Test
  void showsATableAndDrawsAChart() throws IOException {
    Path chart = folder.resolve("steps.svg");
    assertThat(bench("--layers", "--chart", chart.toString(), "--format", "table").out())
        .contains("share of peak")
        .containsPattern("32×32×3 +(16×16×16 +convolution |8×8×8 +convolution, depthwise)");
    assertThat(Files.readString(chart))
        .startsWith("<svg")
        .contains("convolution")
        .endsWith("</svg>\n");
  }

  private Invocation bench(String... options) {
    String[] arguments = new String[options.length + 6];
    System.arraycopy(
        new String[] {"bench", "network", "--runs", "3", "--model", folder.toString()},
        0,
        arguments,
        0,
        6);
    System.arraycopy(options, 0, arguments, 6, options.length);
    Invocation run = Invocation.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }
}
