package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Parameter;
import java.util.List;

/**
 * One row of the layer table: consecutive blocks of the same kind.
 *
 * @param input shape of the first block's input
 * @param operator name of the operator
 * @param expansion expansion factor t; 0 if the operator has none
 * @param channels output channels c
 * @param repeats number of blocks n
 * @param stride stride s of the first block; the others have 1
 * @param parameters number of values in all parameters, with moving averages
 * @param multiplyAdds multiplications with a weight per image
 * @see <a href="https://arxiv.org/abs/1801.04381">Sandler et al. 2018, table 2</a>
 */
public record TableRow(
    FeatureShape input,
    String operator,
    int expansion,
    int channels,
    int repeats,
    int stride,
    long parameters,
    long multiplyAdds) {
  static TableRow of(Block block) {
    return new TableRow(
        block.input(),
        block.operator(),
        block.expansion(),
        block.output().channels(),
        1,
        block.stride(),
        block.layers().stream().mapToLong(Layer::parameterCount).sum(),
        block.layers().stream().mapToLong(Layer::multiplyAdds).sum());
  }

  /** Returns the row of a node of any graph, which is not joined with others. */
  public static TableRow of(Graph graph, Node node) {
    List<FeatureShape> inputs = graph.inputShapes(node);
    List<Parameter> parameters = node.operator().parameters(inputs);
    return new TableRow(
        inputs.isEmpty() ? node.shape() : inputs.get(0),
        node.operator().title(),
        0,
        node.shape().channels(),
        1,
        node.operator() instanceof Convolution layer ? layer.window().strideY() : 1,
        parameters.stream().mapToLong(parameter -> parameter.shape().elements()).sum(),
        node.operator().multiplyAdds(inputs));
  }

  boolean repeatedBy(TableRow next) {
    return operator.equals(next.operator)
        && expansion == next.expansion
        && channels == next.channels;
  }

  TableRow plus(TableRow next) {
    return new TableRow(
        input,
        operator,
        expansion,
        channels,
        repeats + next.repeats,
        stride,
        parameters + next.parameters,
        multiplyAdds + next.multiplyAdds);
  }
}
