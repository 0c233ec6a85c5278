package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;

/**
 * Squeeze-and-excitation: the means of all channels pass through two 1×1 convolutions with biases,
 * {@code fc1} and {@code fc2}, and scale the channels.
 *
 * @param channels channels between the two convolutions
 * @param inner function after the first convolution
 * @param gate function after the second one, with values from 0 to 1
 * @see <a href="https://arxiv.org/abs/1709.01507">Hu et al. 2017, Squeeze-and-Excitation Networks,
 *     section 3</a>
 */
record SqueezeAndExcitation(int channels, Activation inner, Activation gate) {
  /** Adds the nodes after a map of the graph and returns the index of the scaled map. */
  int add(GraphBuilder graph, String name, int input) {
    int last = graph.add(name + ".mean", new GlobalPool(Reduction.AVERAGE), input);
    last = layer(graph, name + ".fc1", channels, inner, last);
    last = layer(graph, name + ".fc2", graph.shape(input).channels(), gate, last);
    return graph.add(name + ".scale", new Arithmetic(Arithmetic.Operation.MULTIPLY), input, last);
  }

  private static int layer(
      GraphBuilder graph, String name, int filters, Activation activation, int input) {
    Convolution layer =
        Convolution.of(name + ".weight", filters, Window.of(1)).bias(name + ".bias");
    return graph.add(name + ".activation", activation, graph.add(name, layer, input));
  }
}
