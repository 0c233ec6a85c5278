package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;

/**
 * Converts luma, and chroma at half the resolution, to rows of colours as libwebp does. Chroma is
 * interpolated with weights 9, 3, 3 and 1 sixteenths; a neighbour outside the image is replaced by
 * the sample itself.
 */
final class ColourRows {
  private final SamplePlane[] planes;
  private final int chromaRows;
  private final int chromaColumns;
  private final Region region;
  private final RowSink sink;
  private final int[] sums;
  private final int[] evens;
  private final int[] odds;
  private final int[] luma;
  private final int[] u;
  private final int[] v;
  private final int[] pixels;
  private int next;

  /**
   * Creates the conversion for an image.
   *
   * @param planes luma, U, V
   * @param width width of the image, pixels
   * @param height height of the image, pixels
   * @param region part of the image that the sink takes
   */
  ColourRows(
      SamplePlane[] planes, int width, int height, Region region, RowSink sink, Buffers buffers) {
    this.planes = planes;
    chromaColumns = (width + 1) / 2;
    chromaRows = (height + 1) / 2;
    this.region = region;
    this.sink = sink;
    sums = buffers.ints(chromaColumns);
    evens = buffers.ints(chromaColumns);
    odds = buffers.ints(chromaColumns);
    luma = buffers.ints(width);
    u = buffers.ints(2 * chromaColumns);
    v = buffers.ints(2 * chromaColumns);
    pixels = buffers.ints(width);
    next = region.top();
  }

  /**
   * Passes on the rows that have become complete.
   *
   * @param end index just after the last complete row
   * @param first first row of the current macroblocks
   */
  void show(int end, int first) {
    for (; next < Math.min(end, region.bottom()); next++) {
      int near = next / 2;
      int far = Math.max(0, Math.min(chromaRows - 1, near + (next % 2 == 0 ? -1 : 1)));
      int chromaFirst = first / 2;
      interpolate(planes[1], near - chromaFirst, far - chromaFirst, u);
      interpolate(planes[2], near - chromaFirst, far - chromaFirst, v);
      int from = planes[0].row(next - first) + region.left();
      System.arraycopy(planes[0].samples, from, luma, region.left(), region.width());
      convert(luma, u, v, pixels, region.left(), region.right());
      sink.row(pixels, region.left());
    }
  }

  /** True if rows before the given one still have to be passed on. */
  boolean wants(int row) {
    return next < region.bottom() && row < region.bottom();
  }

  /**
   * Makes a row of chroma at full resolution, as far as the region needs it. Each loop uses a
   * single index for all its arrays, because the compiler vectorises only such loops.
   */
  private void interpolate(SamplePlane plane, int near, int far, int[] to) {
    int from = Math.max(0, region.left() / 2 - 1);
    int end = Math.min(chromaColumns, (region.right() + 1) / 2 + 1);
    int last = end - 1;
    System.arraycopy(plane.samples, plane.row(near) + from, sums, from, end - from);
    System.arraycopy(plane.samples, plane.row(far) + from, evens, from, end - from);
    addThreefold(sums, evens, from, end, 0);
    System.arraycopy(evens, from, odds, from, end - from);
    System.arraycopy(evens, from, sums, from, end - from);
    System.arraycopy(sums, from, evens, from + 1, last - from);
    System.arraycopy(sums, from + 1, odds, from, last - from);
    addThreefold(sums, evens, from, end, 8);
    addThreefold(sums, odds, from, end, 8);
    for (int x = from; x < end; x++) {
      to[2 * x] = evens[x] >> 4;
      to[2 * x + 1] = odds[x] >> 4;
    }
  }

  private static void addThreefold(int[] near, int[] far, int from, int end, int half) {
    for (int x = from; x < end; x++) {
      far[x] += 3 * near[x] + half;
    }
  }

  /**
   * Converts from BT.601 in studio range. Factors have 14 fractional bits, of which 8 are dropped
   * immediately after each product.
   */
  private static void convert(
      int[] luma, int[] blues, int[] reds, int[] pixels, int from, int end) {
    for (int x = from; x < end; x++) {
      int y = luma[x] * 19077 >> 8;
      int red = y + (reds[x] * 26149 >> 8) - 14234;
      int green = y - (blues[x] * 6419 >> 8) - (reds[x] * 13320 >> 8) + 8708;
      int blue = y + (blues[x] * 33050 >> 8) - 17685;
      pixels[x] = level(red) | level(green) << 8 | level(blue) << 16;
    }
  }

  /** Clamps to 0 to 255, with operations that JDK 17 compiles to vector instructions. */
  private static int level(int scaled) {
    int below = 255 - (scaled >> 6);
    int level = 255 - (below & ~(below >> 31));
    return level & ~(level >> 31);
  }
}
