package io.flinkmobilenet.kernel.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.bench.MadeUpWeights;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.model.GraphJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares random graphs with what ONNX Runtime computed; GraphAgreement in the profile bench wrote
 * the file. Weights and images come from the seed of a graph.
 */
class GoldenGraphsTest {
  private static final double TOLERANCE = 1e-4;

  private static List<JsonNode> lines;

  @BeforeAll
  static void read() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                GoldenGraphsTest.class.getResourceAsStream("golden-graphs.jsonl"),
                StandardCharsets.UTF_8))) {
      lines = mapper.readerFor(JsonNode.class).<JsonNode>readValues(reader).readAll();
    }
  }

  @Test
  void giveTheOutputsOfOnnxRuntime() throws Exception {
    for (JsonNode line : lines) {
      int seed = line.get("seed").intValue();
      Graph graph = graph(line);
      float[] image = MadeUpWeights.image(graph.input().elements(), seed);
      Map<String, float[]> found =
          new GraphExecutor(graph, MadeUpWeights.of(graph.parameters(), seed)).run(image);
      JsonNode outputs = line.get("outputs");
      assertThat(found.keySet()).hasSize(outputs.size());
      found.forEach((name, values) -> compare(seed + ", " + name, outputs.get(name), values));
    }
  }

  /** The tolerance is relative to the largest value of the output. */
  private static void compare(String what, JsonNode expected, float[] found) {
    assertThat(found).as(what).hasSize(expected.size());
    double most = 0;
    for (JsonNode value : expected) {
      most = Math.max(most, Math.abs(value.doubleValue()));
    }
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i])
          .as("seed %s, value %d", what, i)
          .isCloseTo(expected.get(i).doubleValue(), within(TOLERANCE * most));
    }
  }

  @Test
  void haveEveryOperatorAndManyShapes() throws Exception {
    Set<Class<?>> operators = new HashSet<>();
    Set<String> inputs = new HashSet<>();
    for (JsonNode line : lines) {
      Graph graph = graph(line);
      inputs.add(graph.input().toString());
      for (Node node : graph.nodes()) {
        operators.add(node.operator().getClass());
      }
    }

    assertThat(lines).hasSizeGreaterThanOrEqualTo(100);
    assertThat(operators).contains(Operator.class.getPermittedSubclasses());
    assertThat(inputs).anyMatch(shape -> shape.startsWith("1×1×")).hasSizeGreaterThan(50);
  }

  @Test
  void areReadAsTheyWereWritten() throws Exception {
    for (JsonNode line : lines) {
      String written = GraphJson.write(graph(line));

      assertThat(GraphJson.write(GraphJson.read(written, "written"))).isEqualTo(written);
    }
  }

  private static Graph graph(JsonNode line) throws Exception {
    return GraphJson.read(line.get("graph").toString(), "seed " + line.get("seed"));
  }
}
