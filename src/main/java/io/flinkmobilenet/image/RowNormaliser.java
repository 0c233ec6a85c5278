package io.flinkmobilenet.image;

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

  private final Taps across;
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
    this.across = across;
    this.down = down;
    this.orientation = orientation;
    int outputs = across.first().length;
    region = new Region(across.first()[0], down.first()[0], across.end(), down.end());
    columns = orientation.transposed() ? region.width() : outputs;
    rows = new int[Math.min(down.stride(), region.height())][RgbImage.CHANNELS * columns];
    blended = new int[RgbImage.CHANNELS * columns];
    narrowed = orientation.transposed() ? new int[RgbImage.CHANNELS * outputs] : blended;
    nextInput = region.top();
    byte[] pixels = new byte[geometry.cropWidth() * geometry.cropHeight() * RgbImage.CHANNELS];
    picture = new RgbImage(geometry.cropWidth(), geometry.cropHeight(), pixels);
  }

  /** Takes a picture of the given stored size to a geometry. */
  static RowNormaliser of(int width, int height, Orientation orientation, InputGeometry geometry) {
    boolean turned = orientation.transposed();
    Taps horizontal =
        Normaliser.horizontal(turned ? height : width, turned ? width : height, geometry);
    Taps vertical = Normaliser.vertical(turned ? height : width, turned ? width : height, geometry);
    Taps across = turned ? vertical : horizontal;
    Taps down = turned ? horizontal : vertical;
    return new RowNormaliser(
        orientation.fromRight() ? across.mirrored(width) : across,
        orientation.fromBottom() ? down.mirrored(height) : down,
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
    take(red, row, 0);
    if (channels > 1) {
      take(green, row, 1);
      take(blue, row, 2);
    }
    nextInput++;
    int[] first = down.first();
    while (nextOutput < first.length && first[nextOutput] + down.count()[nextOutput] <= nextInput) {
      blend(nextOutput);
      if (orientation.transposed()) {
        for (int channel = 0; channel < channels; channel++) {
          narrow(blended, channel * columns, narrowed, channel * across.first().length);
        }
      }
      write(nextOutput);
      nextOutput++;
    }
  }

  private void take(int[] from, int[] row, int channel) {
    if (orientation.transposed()) {
      System.arraycopy(from, 0, row, channel * columns, columns);
    } else {
      narrow(from, 0, row, channel * columns);
    }
  }

  private void narrow(int[] from, int start, int[] to, int target) {
    int[] first = across.first();
    int[] count = across.count();
    int[] weights = across.weights();
    int offset = start - region.left();
    for (int x = 0; x < first.length; x++) {
      int sum = HALF;
      int source = first[x] + offset;
      int weight = x * across.stride();
      for (int tap = 0; tap < count[x]; tap++) {
        sum += from[source + tap] * weights[weight + tap];
      }
      // Rounded weights may add up to a little more than 1, so white can exceed 255.
      to[target + x] = Math.min(sum >>> Taps.PRECISION, 255);
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
      sums[i] = Math.min(sums[i] >>> Taps.PRECISION, 255);
    }
  }

  private void write(int output) {
    int outputs = across.first().length;
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
