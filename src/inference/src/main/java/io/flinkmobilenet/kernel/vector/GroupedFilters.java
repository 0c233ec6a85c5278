package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.simd.Lanes;

/**
 * The filters of a grouped convolution, group by group. Groups with fewer filters than a vector has
 * lanes are joined; weights between two of them are zero.
 *
 * @param count number of groups after joining
 * @param inputs number of input channels per group
 * @param outputs number of output channels per group
 * @param joined number of original groups in each of them
 */
record GroupedFilters(int count, int inputs, int outputs, int joined) {
  /** Joins the groups of a convolution. */
  static GroupedFilters of(Convolution layer, FeatureShape in) {
    int groups = layer.groups();
    int inputs = in.channels() / groups;
    int outputs = layer.filters() / groups;
    int joined = 1;
    while (joined < groups && (groups % joined != 0 || joined * outputs < Lanes.COUNT)) {
      joined++;
    }
    return new GroupedFilters(groups / joined, joined * inputs, joined * outputs, joined);
  }

  /**
   * Returns the filters of one group.
   *
   * @param all weights {@code [filters][inputs of an original group][taps]}
   * @param taps number of taps of the window
   * @return weights {@code [outputs][inputs][taps]}
   */
  Filters group(int group, Filters all, int taps) {
    if (count == 1 && joined == 1) {
      return all;
    }
    float[] weights = new float[Math.multiplyExact(outputs, Math.multiplyExact(inputs, taps))];
    float[] bias = new float[outputs];
    float[] original = new float[all.taps()];
    int perOriginal = outputs / joined;
    for (int n = 0; n < outputs; n++) {
      int filter = group * outputs + n;
      bias[n] = all.bias()[filter];
      int to = n * inputs * taps + n / perOriginal * all.taps();
      all.read(filter, original);
      System.arraycopy(original, 0, weights, to, all.taps());
    }
    return new Filters(outputs, inputs * taps, weights, bias);
  }
}
