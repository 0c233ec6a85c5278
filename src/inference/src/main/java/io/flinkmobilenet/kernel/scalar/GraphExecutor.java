package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs a graph node by node with the scalar kernels. Every map has memory of its own, nothing is
 * folded or fused. It is the reference with which faster plans are compared.
 */
public final class GraphExecutor {
  private final Graph graph;
  private final List<OperatorKernel> kernels = new ArrayList<>();
  private final int[] starts;
  private final int scratch;
  private final float[] memory;

  /**
   * Creates an executor.
   *
   * @param parameters function from the name of each of {@link Graph#parameters()} to its tensor
   * @throws IllegalArgumentException if a tensor is missing or has another shape, or if all maps
   *     together are larger than a Java array
   */
  public GraphExecutor(Graph graph, Function<String, Tensor> parameters) {
    this.graph = graph;
    ScalarOperators operators = new ScalarOperators(parameters);
    starts = new int[graph.nodes().size()];
    long floats = 0;
    int most = 0;
    for (int i = 0; i < starts.length; i++) {
      Node node = graph.nodes().get(i);
      starts[i] = (int) floats;
      floats += node.shape().elements();
      if (floats > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "node %s: expected at most 2^31 - 1 values of all maps, found %d"
                .formatted(node.name(), floats));
      }
      if (i > 0) {
        OperatorKernel kernel = operators.of(node.operator(), graph.inputShapes(node));
        most = Math.max(most, kernel.scratch());
        kernels.add(kernel);
      }
    }
    scratch = (int) floats;
    memory = new float[Math.addExact(scratch, most)];
  }

  /**
   * Runs the graph on one image.
   *
   * @param image normalised values {@code [H][W][C]}
   * @return values of each output {@code [H][W][C]} by name
   * @throws IllegalArgumentException if the image has another size
   */
  public Map<String, float[]> run(float[] image) {
    if (image.length != graph.input().elements()) {
      throw new IllegalArgumentException(
          "image: expected %d values, found %d".formatted(graph.input().elements(), image.length));
    }
    System.arraycopy(image, 0, memory, 0, image.length);
    for (int i = 1; i < starts.length; i++) {
      int[] inputs = graph.nodes().get(i).inputs().stream().mapToInt(in -> starts[in]).toArray();
      kernels.get(i - 1).run(memory, inputs, starts[i], scratch);
    }
    Map<String, float[]> outputs = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach(
            (name, node) -> {
              int end = starts[node] + graph.nodes().get(node).shape().elements();
              outputs.put(name, Arrays.copyOfRange(memory, starts[node], end));
            });
    return outputs;
  }
}
