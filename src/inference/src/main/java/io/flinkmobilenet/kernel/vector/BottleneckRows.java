package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.simd.Lanes;

/**
 * Rows of a bottleneck's output, expanded or copied by the next bottleneck. The map between the two
 * is never complete in memory.
 */
final class BottleneckRows implements RowSource {
  /** Number of rows between the two that are computed at a time. */
  private static final int ROWS = 4;

  private final VectorBottleneck before;
  private final RowSource next;

  BottleneckRows(VectorBottleneck before, RowSource next) {
    this.before = before;
    this.next = next;
  }

  @Override
  public int pixelStride() {
    return next.pixelStride();
  }

  @Override
  public int scratch() {
    return Math.addExact(between(), before.scratch());
  }

  private int between() {
    return Lanes.wholeVectors(Math.multiplyExact(ROWS, before.outputRow()));
  }

  @Override
  public void write(
      float[] memory, int input, int row, int rows, int output, int outputRow, int scratch) {
    int beneath = scratch + between();
    for (int done = 0; done < rows; done += ROWS) {
      int count = Math.min(ROWS, rows - done);
      int first = row + done;
      before.run(
          memory,
          input,
          first,
          first + count,
          Kernel.NO_RESIDUAL,
          scratch,
          before.outputRow(),
          beneath);
      int to = output + done * outputRow;
      next.write(memory, scratch, 0, count, to, outputRow, beneath);
    }
  }
}
