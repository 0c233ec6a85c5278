package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import java.util.List;

/** Converts coefficients to rows of pixels, one row of MCUs (a strip) at a time. */
final class Strips {
  private final Region region;
  private final ColourModel colours;
  private final Plane[] planes;
  private final int[][] rows;
  private final int[] rowsAt;
  private final int[] pixels;
  private final PixelKernels kernels;
  private final RowSink sink;
  private final int stripHeight;
  private final int strips;
  private final int lag;
  private int nextRow;

  /**
   * Creates the planes of all components.
   *
   * @param unit number of pixels to which 8 pixels of the image are reduced: 8, 4, 2 or 1
   */
  Strips(
      JpegHeader header,
      int unit,
      Region region,
      RowSink sink,
      Groups groups,
      Buffers buffers,
      PixelKernels kernels) {
    Frame frame = header.frame;
    this.region = region;
    this.sink = sink;
    this.kernels = kernels;
    colours = header.colours();
    List<Component> components = frame.components();
    components.forEach(component -> component.reduce(unit, frame.mostAcross(), frame.mostDown()));
    planes = new Plane[components.size()];
    int lag = 0;
    for (int i = 0; i < planes.length; i++) {
      planes[i] = new Plane(frame, components.get(i), unit, region, buffers, groups, kernels);
      components.get(i).plane = planes[i];
      lag = Math.max(lag, planes[i].lag());
    }
    this.lag = lag;
    rows = new int[planes.length][];
    rowsAt = new int[planes.length];
    pixels = buffers.ints(region.width());
    stripHeight = unit * frame.mostDown();
    strips = frame.mcusHigh();
    nextRow = region.top();
  }

  /** True if the region needs samples of this row of MCUs, either directly or for interpolation. */
  boolean wants(int strip) {
    return (strip + 1) * stripHeight > region.top() - lag * 2
        && strip * stripHeight < region.bottom() + lag * 2;
  }

  /** Passes on the rows that a strip completes. */
  void complete(int strip) {
    if (!wants(strip)) {
      return;
    }
    for (Plane plane : planes) {
      plane.complete(strip);
    }
    int end = strip == strips - 1 ? region.bottom() : (strip + 1) * stripHeight - lag;
    for (; nextRow < Math.min(end, region.bottom()); nextRow++) {
      emit();
    }
    for (Plane plane : planes) {
      plane.advance();
    }
  }

  private void emit() {
    for (int i = 0; i < planes.length; i++) {
      planes[i].makeRow(nextRow);
      rows[i] = planes[i].row();
      rowsAt[i] = planes[i].rowAt();
    }
    colours.convert(kernels, rows, rowsAt, region.width(), pixels);
    sink.row(pixels, 0);
  }
}
