package io.flinkmobilenet.image;

import io.flinkmobilenet.image.jpeg.JpegDecoder;
import io.flinkmobilenet.image.jpeg.Region;
import io.flinkmobilenet.image.jpeg.RowSink;
import java.util.Arrays;

/**
 * Resizes, turns and crops a picture whose stored rows come one by one. Gives the same pixels as
 * {@link Orientation#apply} and then {@link Normaliser#normalise}, without the picture ever being
 * there as a whole.
 *
 * <p>Rounding makes the order of the two passes matter: along the upright rows first. Where those
 * are stored columns, that is the pass across the rows that come.
 */
final class RowNormaliser implements RowSink {
  private static final int HALF = 1 << (Taps.PRECISION - 1);

  private final RowNarrower narrower;
  private final Taps down;
  private final Orientation orientation;
  private final RgbImage picture;
  private final Region region;

  /** The latest rows, each [3, columns], red green blue; columns are resized unless transposed. */
  private final int[][] rows;

  private final int[] blended;
  private final int[] narrowed;
  private final int columns;
  private int channels = RgbImage.CHANNELS;
  private int nextInput;
  private int nextOutput;

  private RowNormaliser(Taps across, Taps down, Orientation orientation, InputGeometry geometry) {
    this.down = down;
    this.orientation = orientation;
    int outputs = across.first().length;
    region = new Region(across.first()[0], down.first()[0], across.end(), down.end());
    narrower = new RowNarrower(across, region.left());
    columns = orientation.transposed() ? region.width() : outputs;
    rows = new int[Math.min(down.stride(), region.height())][RgbImage.CHANNELS * columns];
    blended = new int[RgbImage.CHANNELS * columns];
    narrowed = orientation.transposed() ? new int[RgbImage.CHANNELS * outputs] : blended;
    nextInput = region.top();
    byte[] pixels = new byte[geometry.cropWidth() * geometry.cropHeight() * RgbImage.CHANNELS];
    picture = new RgbImage(geometry.cropWidth(), geometry.cropHeight(), pixels);
  }

  /**
   * Takes a picture of the given stored size to a geometry.
   *
   * @param reduction 1, or how many times fewer its rows and columns are when they come
   */
  static RowNormaliser of(
      int width, int height, int reduction, Orientation orientation, InputGeometry geometry) {
    boolean turned = orientation.transposed();
    int shorter = Math.min(width, height);
    int edge = geometry.shortestEdge();
    int columns = JpegDecoder.reduced(width, reduction);
    int rows = JpegDecoder.reduced(height, reduction);
    int cropAcross = turned ? geometry.cropHeight() : geometry.cropWidth();
    int cropDown = turned ? geometry.cropWidth() : geometry.cropHeight();
    Taps across = Normaliser.taps(width, shorter, reduction, edge, cropAcross);
    Taps down = Normaliser.taps(height, shorter, reduction, edge, cropDown);
    return new RowNormaliser(
        orientation.fromRight() ? across.mirrored(columns) : across,
        orientation.fromBottom() ? down.mirrored(rows) : down,
        orientation,
        geometry);
  }

  /** The stored pixels that it wants. */
  Region region() {
    return region;
  }

  /** The picture, once all rows were there. */
  RgbImage picture() {
    return picture;
  }

  @Override
  public void row(int[] red, int[] green, int[] blue) {
    int[] row = rows[nextInput % rows.length];
    channels = red == green ? 1 : RgbImage.CHANNELS;
    take(red, green, blue, row);
    nextInput++;
    int[] first = down.first();
    while (nextOutput < first.length && first[nextOutput] + down.count()[nextOutput] <= nextInput) {
      blend(nextOutput);
      if (orientation.transposed()) {
        for (int channel = 0; channel < channels; channel++) {
          narrower.narrow(blended, channel * columns, narrowed, channel * narrower.outputs());
        }
      }
      write(nextOutput);
      nextOutput++;
    }
  }

  private void take(int[] red, int[] green, int[] blue, int[] row) {
    if (orientation.transposed()) {
      System.arraycopy(red, 0, row, 0, columns);
      if (channels > 1) {
        System.arraycopy(green, 0, row, columns, columns);
        System.arraycopy(blue, 0, row, 2 * columns, columns);
      }
      return;
    }
    narrower.narrow(red, 0, row, 0);
    if (channels > 1) {
      narrower.narrow(green, 0, row, columns);
      narrower.narrow(blue, 0, row, 2 * columns);
    }
  }

  private void blend(int output) {
    int length = channels * columns;
    int[] sums = blended;
    Arrays.fill(sums, 0, length, HALF);
    int row = down.first()[output] % rows.length;
    for (int tap = 0; tap < down.count()[output]; tap++) {
      int factor = down.weights()[output * down.stride() + tap];
      int[] from = rows[row];
      for (int i = 0; i < length; i++) {
        sums[i] += from[i] * factor;
      }
      row = row + 1 == rows.length ? 0 : row + 1;
    }
    for (int i = 0; i < length; i++) {
      sums[i] = RowNarrower.rounded(sums[i]);
    }
  }

  private void write(int output) {
    int outputs = narrower.outputs();
    int y = orientation.fromBottom() ? down.first().length - 1 - output : output;
    int pixelX = RgbImage.CHANNELS * (orientation.transposed() ? picture.width() : 1);
    int pixelY = RgbImage.CHANNELS * (orientation.transposed() ? 1 : picture.width());
    int start = y * pixelY + (orientation.fromRight() ? (outputs - 1) * pixelX : 0);
    int step = orientation.fromRight() ? -pixelX : pixelX;
    int green = channels == 1 ? 0 : outputs;
    byte[] target = picture.rgb();
    for (int x = 0; x < outputs; x++, start += step) {
      target[start] = (byte) narrowed[x];
      target[start + 1] = (byte) narrowed[green + x];
      target[start + 2] = (byte) narrowed[2 * green + x];
    }
  }
}
