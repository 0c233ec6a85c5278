package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.FeatureShape;

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
