package io.flinkmobilenet.network;

/**
 * One row of the layer table: like blocks that follow each other.
 *
 * @param input shape the first block reads
 * @param operator name of the operator
 * @param expansion expansion factor t; 0 where the operator has none
 * @param channels output channels c
 * @param repeats number of blocks n
 * @param stride stride s of the first block; the others have 1
 * @param parameters values in all parameters, moving averages counted
 * @param multiplyAdds multiplications with a weight, one picture
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
