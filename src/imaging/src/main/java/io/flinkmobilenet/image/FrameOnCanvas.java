package io.flinkmobilenet.image;

import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import java.util.Arrays;

/**
 * Places a frame on a black canvas: takes the rows of the frame and passes on the rows of the
 * canvas.
 */
final class FrameOnCanvas implements RowSink {
  private final WebpFile.Frame frame;
  private final Region region;
  private final RowSink sink;
  private final int[] row;
  private int nextOfFrame;
  private int nextOfRegion;

  /**
   * Starts before the first row of the canvas.
   *
   * @param width of the canvas, pixels
   * @param region part of the canvas that the sink takes
   */
  FrameOnCanvas(WebpFile.Frame frame, int width, Region region, RowSink sink) {
    this.frame = frame;
    this.region = region;
    this.sink = sink;
    row = new int[width];
    nextOfRegion = region.top();
  }

  @Override
  public void row(int[] pixels, int at) {
    int y = frame.top() + nextOfFrame++;
    blackRowsBefore(y);
    if (nextOfRegion == y && y < region.bottom()) {
      System.arraycopy(pixels, at, row, frame.left(), frame.width());
      hand();
      Arrays.fill(row, 0);
    }
  }

  /** Passes on the rows below the frame. */
  void end() {
    blackRowsBefore(region.bottom());
  }

  private void blackRowsBefore(int y) {
    while (nextOfRegion < Math.min(y, region.bottom())) {
      hand();
    }
  }

  private void hand() {
    sink.row(row, region.left());
    nextOfRegion++;
  }
}
