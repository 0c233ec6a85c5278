package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;

/** Decodes a VP8 key frame, one row of macroblocks at a time: RFC 6386. */
final class LossyDecoder {
  private static final int EDGE = 16;

  /**
   * Number of pixel rows at the end of a row of macroblocks that filtering the next row may still
   * change.
   */
  private static final int UNFINISHED = 8;

  private final FrameHeader header;
  private final int columns;
  private final int rows;
  private final ModeReader modes;
  private final CoefficientReader coefficients;
  private final SamplePlane[] planes;

  /** Null if nothing is filtered. */
  private final LoopFilter filter;

  private final ColourRows colours;
  private final SubblockPrediction subblocks = new SubblockPrediction();
  private final Macroblock block = new Macroblock();

  private LossyDecoder(FrameHeader header, Region region, RowSink sink, Buffers buffers) {
    this.header = header;
    FrameTag tag = header.tag();
    columns = (tag.width() + EDGE - 1) / EDGE;
    rows = (tag.height() + EDGE - 1) / EDGE;
    modes = new ModeReader(header, buffers.ints(ModeReader.contexts(columns)));
    coefficients = new CoefficientReader(header, buffers.ints(CoefficientReader.contexts(columns)));
    planes =
        new SamplePlane[] {
          new SamplePlane(EDGE, columns, buffers),
          new SamplePlane(EDGE / 2, columns, buffers),
          new SamplePlane(EDGE / 2, columns, buffers)
        };
    filter = header.filter().level() == 0 ? null : new LoopFilter(header, planes, columns);
    colours = new ColourRows(planes, tag.width(), tag.height(), region, sink, buffers);
  }

  /**
   * Decodes a frame.
   *
   * @param bytes contains the frame from {@code from} up to {@code to}
   * @param region part of the frame to decode
   */
  static void decode(byte[] bytes, int from, int to, Region region, RowSink sink, Buffers buffers)
      throws DecodingException {
    new LossyDecoder(FrameHeader.read(bytes, from, to), region, sink, buffers).run();
  }

  private void run() throws DecodingException {
    for (int row = 0; row < rows; row++) {
      int first = row * EDGE;
      boolean wanted = colours.wants(first - UNFINISHED);
      readRow(row, wanted);
      if (!wanted) {
        continue;
      }
      for (SamplePlane plane : planes) {
        plane.keepUnfiltered();
      }
      if (filter != null) {
        filter.filter(row);
      }
      colours.show(row == rows - 1 ? header.tag().height() : first + EDGE - UNFINISHED, first);
      for (SamplePlane plane : planes) {
        plane.advance();
      }
    }
  }

  /** Reads a complete row of macroblocks, even if its samples are not needed. */
  private void readRow(int row, boolean wanted) throws DecodingException {
    BoolReader partition = header.partitions()[row % header.partitions().length];
    modes.startRow();
    coefficients.startRow();
    for (int column = 0; column < columns; column++) {
      modes.read(block, column);
      coefficients.read(partition, block, column);
      if (wanted) {
        reconstruct(row, column);
        if (filter != null) {
          filter.note(block, column);
        }
      }
    }
    check(header.modes(), "modes", row);
    check(partition, "coefficients", row);
  }

  private static void check(BoolReader in, String what, int row) throws DecodingException {
    if (in.overrun()) {
      throw DecodingException.truncated(
          "expected more %s in row %d of macroblocks, found the end of their partition at byte %d"
              .formatted(what, row, in.end()));
    }
  }

  private void reconstruct(int row, int column) {
    SamplePlane luma = planes[0];
    if (!block.bySubblocks) {
      BlockPrediction.predict(block.lumaMode, luma, row, column);
    }
    for (int i = 0; i < Macroblock.LUMA_BLOCKS; i++) {
      if (block.bySubblocks) {
        subblocks.predict(block.subblockModes[i], luma, i, column);
      }
      add(i, luma, column, i % 4, i / 4);
    }
    for (int plane = 1; plane < planes.length; plane++) {
      BlockPrediction.predict(block.chromaMode, planes[plane], row, column);
      int first = Macroblock.LUMA_BLOCKS + 4 * (plane - 1);
      for (int i = 0; i < 4; i++) {
        add(first + i, planes[plane], column, i % 2, i / 2);
      }
    }
  }

  private void add(int index, SamplePlane plane, int column, int x, int y) {
    InverseTransforms.add(
        block.contents[index],
        block.coefficients,
        index * Macroblock.COEFFICIENTS,
        plane.samples,
        plane.start(column) + 4 * (y * plane.stride + x),
        plane.stride);
  }
}
