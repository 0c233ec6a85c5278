package io.flinkmobilenet.image.webp;

/**
 * The strength with which a macroblock's edges are filtered: RFC 6386, section 15.4.
 *
 * @param edgeLimit largest step across an edge between subblocks that is still smoothed; between
 *     macroblocks the limit is 4 higher; 0 if nothing is filtered
 * @param interiorLimit largest step on either side of it
 * @param varianceThreshold larger steps next to the edge count as high variance
 */
record FilterStrength(int edgeLimit, int interiorLimit, int varianceThreshold) {
  private static final FilterStrength NONE = new FilterStrength(0, 0, 0);
  private static final int LARGEST_LEVEL = 63;

  /**
   * The strengths of a frame.
   *
   * @return [segment][1 if luma is predicted by subblocks, otherwise 0]
   */
  static FilterStrength[][] of(FilterHeader header, Segments segments) {
    FilterStrength[][] strengths = new FilterStrength[Segments.COUNT][2];
    for (int segment = 0; segment < Segments.COUNT; segment++) {
      int level = segments.filterLevel(segment, header.level()) + header.intraDelta();
      strengths[segment][0] = of(level, header.sharpness());
      strengths[segment][1] = of(level + header.subblocksDelta(), header.sharpness());
    }
    return strengths;
  }

  private static FilterStrength of(int unlimited, int sharpness) {
    int level = Math.max(0, Math.min(LARGEST_LEVEL, unlimited));
    if (level == 0) {
      return NONE;
    }
    int interior = level;
    if (sharpness > 0) {
      interior = Math.min(level >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
    }
    interior = Math.max(1, interior);
    int variance = level >= 40 ? 2 : level >= 15 ? 1 : 0;
    return new FilterStrength(2 * level + interior, interior, variance);
  }
}
