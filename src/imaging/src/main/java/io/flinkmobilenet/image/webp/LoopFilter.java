package io.flinkmobilenet.image.webp;

/** Filters a row of macroblocks once all of them have been decoded: RFC 6386, section 15.1. */
final class LoopFilter {
  private static final int SUBBLOCK = 4;

  private final boolean simple;
  private final FilterStrength[][] strengths;
  private final SamplePlane[] planes;

  /** Strength for each macroblock of the row; inner edges are filtered if {@code inner} is set. */
  private final FilterStrength[] ofColumn;

  private final boolean[] inner;

  /**
   * Creates a filter for all planes.
   *
   * @param planes luma, U, V
   */
  LoopFilter(FrameHeader header, SamplePlane[] planes, int columns) {
    simple = header.filter().simple();
    strengths = FilterStrength.of(header.filter(), header.segments());
    this.planes = planes;
    ofColumn = new FilterStrength[columns];
    inner = new boolean[columns];
  }

  /** Records the strength for a macroblock. */
  void note(Macroblock block, int column) {
    ofColumn[column] = strengths[block.segment][block.bySubblocks ? 1 : 0];
    inner[column] = block.bySubblocks || block.hasCoefficients;
  }

  /** Filters the row, and the last rows of the one above. */
  void filter(int row) {
    for (int column = 0; column < ofColumn.length; column++) {
      FilterStrength strength = ofColumn[column];
      if (strength.edgeLimit() == 0) {
        continue;
      }
      if (simple) {
        filterSimply(planes[0], row, column, strength.edgeLimit());
      } else {
        for (SamplePlane plane : planes) {
          filter(plane, row, column, strength);
        }
      }
    }
  }

  private void filterSimply(SamplePlane plane, int row, int column, int limit) {
    int[] s = plane.samples;
    int start = plane.start(column);
    int stride = plane.stride;
    if (column > 0) {
      EdgeFilter.simple(s, start, true, stride, plane.edge, limit + 4);
    }
    for (int x = SUBBLOCK; inner[column] && x < plane.edge; x += SUBBLOCK) {
      EdgeFilter.simple(s, start + x, true, stride, plane.edge, limit);
    }
    if (row > 0) {
      EdgeFilter.simple(s, start, false, stride, plane.edge, limit + 4);
    }
    for (int y = SUBBLOCK; inner[column] && y < plane.edge; y += SUBBLOCK) {
      EdgeFilter.simple(s, start + y * stride, false, stride, plane.edge, limit);
    }
  }

  private void filter(SamplePlane plane, int row, int column, FilterStrength strength) {
    int[] s = plane.samples;
    int start = plane.start(column);
    int stride = plane.stride;
    if (column > 0) {
      EdgeFilter.betweenMacroblocks(s, start, true, stride, plane.edge, strength);
    }
    for (int x = SUBBLOCK; inner[column] && x < plane.edge; x += SUBBLOCK) {
      EdgeFilter.betweenSubblocks(s, start + x, true, stride, plane.edge, strength);
    }
    if (row > 0) {
      EdgeFilter.betweenMacroblocks(s, start, false, stride, plane.edge, strength);
    }
    for (int y = SUBBLOCK; inner[column] && y < plane.edge; y += SUBBLOCK) {
      EdgeFilter.betweenSubblocks(s, start + y * stride, false, stride, plane.edge, strength);
    }
  }
}
