package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.jpeg.JpegDecoder;
import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;

/**
 * Resizes, turns and crops an image whose stored rows arrive one by one. Gives the same pixels as
 * {@link Orientation#apply} followed by {@link Normaliser#normalise}, but never holds the whole
 * image.
 *
 * <p>Because of rounding the order of the two passes matters: the pass along the upright rows comes
 * first. If the upright rows are stored as columns, this first pass runs across the arriving rows.
 */
final class RowNormaliser implements RowSink {
  private final PixelKernels kernels;
  private final RowNarrower narrower;
  private final FilterWeights down;
  private final Orientation orientation;
  private final RgbImage image;
  private final Region region;

  /** Pixels of padding before the resized image, along the stored rows and across them. */
  private final int marginAcross;

  private final int marginDown;

  /**
   * Pixels of the latest rows, [ring][columns]; the columns are already resized unless the image is
   * transposed.
   */
  private final int[] rows;

  private final int ring;
  private final int[] row;
  private final int columns;
  private int nextInput;
  private int nextOutput;
  private int nextWritten;

  private RowNormaliser(
      FilterWeights across,
      FilterWeights down,
      Orientation orientation,
      InputGeometry geometry,
      RowTools tools) {
    this.down = down;
    this.orientation = orientation;
    kernels = tools.kernels();
    Buffers buffers = tools.buffers();
    buffers.reset();
    narrower = new RowNarrower(kernels, across, tools.weights().uniform(across), buffers);
    region = new Region(across.first()[0], down.first()[0], across.end(), down.end());
    columns = orientation.transposed() ? region.width() : narrower.outputs();
    ring = Math.min(down.stride(), region.height());
    rows = buffers.ints(ring * columns);
    row = buffers.ints(Math.max(columns, narrower.outputs()));
    nextInput = region.top();
    int length = geometry.cropWidth() * geometry.cropHeight() * RgbImage.CHANNELS;
    byte[] pixels = tools.pixels().zeros(length);
    image = new RgbImage(geometry.cropWidth(), geometry.cropHeight(), pixels);
    boolean turned = orientation.transposed();
    int cropAcross = turned ? geometry.cropHeight() : geometry.cropWidth();
    int cropDown = turned ? geometry.cropWidth() : geometry.cropHeight();
    marginAcross = InputGeometry.margin(cropAcross, across.first().length);
    marginDown = InputGeometry.margin(cropDown, down.first().length);
  }

  /**
   * Creates a normaliser for an image of the given stored size.
   *
   * @param reduction factor by which the decoder has already reduced the rows and columns; 1 for
   *     none
   */
  static RowNormaliser of(
      int width,
      int height,
      int reduction,
      Orientation orientation,
      InputGeometry geometry,
      RowTools tools) {
    boolean turned = orientation.transposed();
    int uprightWidth = turned ? height : width;
    int uprightHeight = turned ? width : height;
    Resize resize = geometry.resize();
    long resizedWidth = resize.widthOf(uprightWidth, uprightHeight);
    long resizedHeight = resize.heightOf(uprightWidth, uprightHeight);
    FilterWeights alongX =
        tools
            .weights()
            .taps(0, resize.filter(), uprightWidth, resizedWidth, reduction, geometry.cropWidth());
    FilterWeights alongY =
        tools
            .weights()
            .taps(
                1, resize.filter(), uprightHeight, resizedHeight, reduction, geometry.cropHeight());
    FilterWeights across = turned ? alongY : alongX;
    FilterWeights down = turned ? alongX : alongY;
    int columns = JpegDecoder.reduced(width, reduction);
    int rows = JpegDecoder.reduced(height, reduction);
    return new RowNormaliser(
        orientation.fromRight() ? across.mirrored(columns) : across,
        orientation.fromBottom() ? down.mirrored(rows) : down,
        orientation,
        geometry,
        tools);
  }

  /** The region of stored pixels that it needs. */
  Region region() {
    return region;
  }

  /** The finished image, once all rows have arrived. */
  RgbImage image() {
    return image;
  }

  @Override
  public void row(int[] pixels, int at) {
    if (orientation.transposed()) {
      System.arraycopy(pixels, at, rows, nextInput % ring * columns, columns);
      nextInput++;
      while (blends()) {
        if (narrower.add(row, 0) || nextOutput == down.first().length) {
          writeNarrowed();
        }
      }
    } else if (narrower.add(pixels, at) || nextInput + narrower.count() == region.bottom()) {
      takeNarrowed();
    }
  }

  private void takeNarrowed() {
    int count = narrower.narrow();
    for (int i = 0; i < count; i++) {
      narrower.copy(i, rows, nextInput % ring * columns);
      nextInput++;
      while (blends()) {
        write();
      }
    }
  }

  private void writeNarrowed() {
    int count = narrower.narrow();
    for (int i = 0; i < count; i++) {
      narrower.copy(i, row, 0);
      write();
    }
  }

  /** Computes the next output row if all rows that it needs have arrived. */
  private boolean blends() {
    int y = nextOutput;
    if (y == down.first().length || down.first()[y] + down.count()[y] > nextInput) {
      return false;
    }
    int first = down.first()[y] % ring;
    int weight = y * down.stride();
    kernels.blend(rows, ring, first, down.weights(), weight, down.count()[y], row, columns);
    nextOutput++;
    return true;
  }

  private void write() {
    int outputs = narrower.outputs();
    int y = orientation.fromBottom() ? down.first().length - 1 - nextWritten : nextWritten;
    int pixelX = RgbImage.CHANNELS * (orientation.transposed() ? image.width() : 1);
    int pixelY = RgbImage.CHANNELS * (orientation.transposed() ? 1 : image.width());
    int first = orientation.fromRight() ? outputs - 1 : 0;
    int start = (marginDown + y) * pixelY + (marginAcross + first) * pixelX;
    int step = orientation.fromRight() ? -pixelX : pixelX;
    byte[] target = image.rgb();
    for (int x = 0; x < outputs; x++, start += step) {
      int pixel = row[x];
      target[start] = (byte) pixel;
      target[start + 1] = (byte) (pixel >> 8);
      target[start + 2] = (byte) (pixel >> 16);
    }
    nextWritten++;
  }
}
