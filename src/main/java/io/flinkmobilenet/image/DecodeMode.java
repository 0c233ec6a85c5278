package io.flinkmobilenet.image;

/** How exactly pictures are decoded that are then made much smaller. */
public enum DecodeMode {
  /**
   * A JPEG that has many times the pixels which are needed is decoded to fewer of them in the first
   * place: at least twice as many each way as the resized picture will have.
   */
  FAST,
  /** Every pixel is decoded, bit by bit as the reference library does it. */
  EXACT;

  private static final int LARGEST_REDUCTION = 8;
  private static final int SPARE = 2;

  /**
   * How many times fewer pixels each way a JPEG is decoded to: 1, 2, 4 or 8.
   *
   * @param width of the upright image
   * @param height of the upright image
   */
  int reduction(int width, int height, InputGeometry geometry) {
    int reduction = LARGEST_REDUCTION;
    while (reduction > 1 && !leavesEnough(width / reduction, height / reduction, geometry)) {
      reduction /= 2;
    }
    return this == EXACT ? 1 : reduction;
  }

  private static boolean leavesEnough(int width, int height, InputGeometry geometry) {
    Resize resize = geometry.resize();
    boolean stretched = resize.stretched();
    int shorter = Math.min(width, height);
    return (stretched ? width : shorter) >= SPARE * resize.width()
        && (stretched ? height : shorter) >= SPARE * resize.height();
  }
}
