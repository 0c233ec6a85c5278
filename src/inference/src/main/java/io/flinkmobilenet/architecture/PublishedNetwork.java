package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import java.util.HashMap;
import java.util.Map;

/**
 * A network of an architecture that was published.
 *
 * @param name name in the paper, or that of the checkpoint: {@code VGG-16}
 * @param configuration its settings, its image and its number of classes
 */
public record PublishedNetwork(String name, Configuration configuration) {
  /**
   * Returns the number of values that training changes by gradients. Papers and libraries count
   * these: all parameters except the moving averages of batch normalisation.
   */
  public static long learnedParameters(Graph graph) {
    Map<String, Integer> averages = new HashMap<>();
    for (Node node : graph.nodes()) {
      Operator operator = node.operator();
      if (operator instanceof BatchNormalisation normalisation) {
        add(averages, normalisation);
      } else if (operator instanceof Convolution convolution) {
        convolution.normalisation().ifPresent(normalisation -> add(averages, normalisation));
      }
    }
    return graph.parameterCount() - averages.values().stream().mapToLong(count -> count).sum();
  }

  private static void add(Map<String, Integer> averages, BatchNormalisation normalisation) {
    averages.put(normalisation.mean().name(), normalisation.channels());
    averages.put(normalisation.variance().name(), normalisation.channels());
  }
}
