package io.flinkmobilenet.kernel.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.kernel.scalar.GoldenGraphs.Golden;
import io.flinkmobilenet.model.GraphJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares random graphs with what ONNX Runtime computed. */
class GoldenGraphsTest {
  private static final double TOLERANCE = 1e-4;

  private static List<Golden> graphs;

  @BeforeAll
  static void read() throws Exception {
    graphs = GoldenGraphs.read();
  }

  @Test
  void giveTheOutputsOfOnnxRuntime() {
    for (Golden golden : graphs) {
      Map<String, float[]> found =
          new GraphExecutor(golden.graph(), golden.parameters()).run(golden.image());
      assertThat(found.keySet()).isEqualTo(golden.outputs().keySet());
      golden
          .outputs()
          .forEach(
              (name, expected) ->
                  assertThat(GoldenGraphs.difference(expected, found.get(name)))
                      .as("seed %d, %s", golden.seed(), name)
                      .isLessThan(TOLERANCE));
    }
  }

  @Test
  void haveEveryOperatorAndManyShapes() {
    Set<Class<?>> operators = new HashSet<>(Set.of(ConvolutionChain.class));
    Set<String> inputs = new HashSet<>();
    for (Golden golden : graphs) {
      inputs.add(golden.graph().input().toString());
      for (Node node : golden.graph().nodes()) {
        operators.add(node.operator().getClass());
      }
    }

    assertThat(graphs).hasSizeGreaterThanOrEqualTo(100);
    assertThat(operators).contains(Operator.class.getPermittedSubclasses());
    assertThat(inputs).anyMatch(shape -> shape.startsWith("1×1×")).hasSizeGreaterThan(50);
  }

  @Test
  void areReadAsTheyWereWritten() throws Exception {
    for (Golden golden : graphs) {
      String written = GraphJson.write(golden.graph());

      assertThat(GraphJson.write(GraphJson.read(written, "written"))).isEqualTo(written);
    }
  }
}
