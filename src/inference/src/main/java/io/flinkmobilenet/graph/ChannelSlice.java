package io.flinkmobilenet.graph;

import java.util.List;

/**
 * Some consecutive channels of a map.
 *
 * @param from first channel
 * @param to channel after the last one
 */
public record ChannelSlice(int from, int to) implements Operator {
  @Override
  public String title() {
    return "channel slice";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    FeatureShape input = Expect.one(inputs);
    Expect.that(
        from >= 0 && from < to && to <= input.channels(),
        "channels",
        "from < to within 0 to " + input.channels(),
        from + " to " + to);
    return new FeatureShape(input.height(), input.width(), to - from);
  }
}
