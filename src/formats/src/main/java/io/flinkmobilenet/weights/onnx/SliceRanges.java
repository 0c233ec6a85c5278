package io.flinkmobilenet.weights.onnx;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The positions of each axis that a Slice node keeps.
 *
 * @see <a href="https://onnx.ai/onnx/operators/onnx__Slice.html">Slice</a>
 */
final class SliceRanges {
  private final int[] from;
  private final int[] to;
  private final int[] steps;

  private SliceRanges(int[] extents) {
    from = new int[extents.length];
    to = extents.clone();
    steps = new int[extents.length];
    Arrays.fill(steps, 1);
  }

  static SliceRanges of(NodeInputs node, int[] extents) {
    SliceRanges ranges = new SliceRanges(extents);
    long[] starts = node.numbers("starts", 1);
    long[] ends = node.numbers("ends", 2);
    NodeInputs.require(starts != null && ends != null, "starts and ends", "two lists", "none");
    long[] axes = node.numbers("axes", 3);
    if (axes == null) {
      axes = LongStream.range(0, starts.length).toArray();
    }
    long[] steps = node.has(4) ? node.constant(4).numbers() : null;
    boolean fit =
        ends.length == starts.length
            && axes.length == starts.length
            && (steps == null || steps.length == starts.length);
    NodeInputs.require(fit, "starts, ends, axes, steps", "lists of one length", "others");
    for (int i = 0; i < starts.length; i++) {
      int axis = NodeInputs.axis(axes[i], extents.length);
      ranges.set(axis, extents[axis], starts[i], ends[i], steps == null ? 1 : steps[i]);
    }
    return ranges;
  }

  private void set(int axis, int extent, long start, long end, long step) {
    NodeInputs.require(step != 0 && Math.abs(step) <= Integer.MAX_VALUE, "step", "not 0", step);
    long first = start < 0 ? start + extent : start;
    long last = end < 0 ? end + extent : end;
    if (step > 0) {
      from[axis] = (int) Math.min(Math.max(first, 0), extent);
      to[axis] = (int) Math.min(Math.max(last, 0), extent);
    } else {
      from[axis] = (int) Math.min(Math.max(first, 0), extent - 1L);
      to[axis] = (int) Math.min(Math.max(last, -1), extent - 1L);
    }
    steps[axis] = (int) step;
  }

  int from(int axis) {
    return from[axis];
  }

  /** Returns the position before which a range ends; -1 may end one that goes backwards. */
  int to(int axis) {
    return to[axis];
  }

  int step(int axis) {
    return steps[axis];
  }

  /** Returns the number of positions. */
  int count(int axis) {
    long span = (long) to[axis] - from[axis];
    long step = steps[axis];
    return (int) Math.max(0, step > 0 ? (span + step - 1) / step : (span + step + 1) / step);
  }
}
