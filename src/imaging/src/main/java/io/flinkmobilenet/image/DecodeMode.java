package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;

/** How exactly large images are decoded before they are scaled down. */
public enum DecodeMode {
  /**
   * A JPEG image that is much larger than needed is decoded at reduced size: with at least twice as
   * many pixels in each direction as the resized image has. Without a resize, and for the filters
   * nearest and box, every pixel is decoded.
   */
  FAST,
  /** Every pixel is decoded, and the result equals the reference library's bit for bit. */
  EXACT;

  private static final int LARGEST_REDUCTION = 8;
  private static final int SPARE = 2;

  /**
   * Factor by which a JPEG image is reduced in each direction while it is decoded: 1, 2, 4 or 8.
   *
   * @param width of the upright image
   * @param height of the upright image
   */
  int reduction(int width, int height, InputGeometry geometry) {
    if (this == EXACT || needsEveryPixel(geometry.resize())) {
      return 1;
    }
    int reduction = LARGEST_REDUCTION;
    while (reduction > 1 && !leavesEnough(width / reduction, height / reduction, geometry)) {
      reduction /= 2;
    }
    return reduction;
  }

  /**
   * Two filters have weights that jump, so that a pixel of the reduced image, which stands for
   * several pixels, would be taken as a whole or not at all.
   */
  private static boolean needsEveryPixel(Resize resize) {
    return resize.kind() == Resize.Kind.NONE
        || resize.filter() == ResizeFilter.NEAREST
        || resize.filter() == ResizeFilter.BOX;
  }

  private static boolean leavesEnough(int width, int height, InputGeometry geometry) {
    Resize resize = geometry.resize();
    boolean stretched = resize.stretched();
    int shorter = Math.min(width, height);
    return (stretched ? width : shorter) >= SPARE * resize.width()
        && (stretched ? height : shorter) >= SPARE * resize.height();
  }
}
