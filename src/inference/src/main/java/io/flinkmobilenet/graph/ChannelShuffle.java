package io.flinkmobilenet.graph;

import java.util.List;

/**
 * The channels of G groups, interleaved: output channel {@code i · G + g} is input channel {@code g
 * · C / G + i}.
 *
 * @param groups G
 * @see <a href="https://arxiv.org/abs/1707.01083">Zhang et al. 2017, section 3.1</a>
 */
public record ChannelShuffle(int groups) implements Operator {
  @Override
  public String title() {
    return "channel shuffle";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    FeatureShape input = Expect.one(inputs);
    int channels = input.channels();
    Expect.that(
        groups >= 1 && channels % groups == 0, "groups", "a divisor of " + channels, groups);
    return input;
  }
}
