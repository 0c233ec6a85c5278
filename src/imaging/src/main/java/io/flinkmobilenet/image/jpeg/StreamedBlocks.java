package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;

/** Reads the blocks of a sequential scan with all components and transforms them immediately. */
final class StreamedBlocks implements BlockReader {
  private final EntropyData in;
  private final Strips strips;
  private boolean wanted;

  StreamedBlocks(EntropyData in, Strips strips) {
    this.in = in;
    this.strips = strips;
    wanted = strips.wants(0);
  }

  @Override
  public void read(Component component, int row, int column) throws DecodingException {
    Plane plane = component.plane;
    if (wanted && plane.keeps(column)) {
      plane.put(SequentialCodes.read(in, component, plane.group()), row, column);
    } else {
      SequentialCodes.skip(in, component);
    }
  }

  @Override
  public void rowEnds(int mcuRow) {
    strips.complete(mcuRow);
    wanted = strips.wants(mcuRow + 1);
  }
}
