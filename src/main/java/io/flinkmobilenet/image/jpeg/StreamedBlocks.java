package io.flinkmobilenet.image.jpeg;

/** Transforms the blocks of a sequential scan of all components as it reads them. */
final class StreamedBlocks implements BlockReader {
  private final EntropyData in;
  private final Strips strips;
  private final int[] block;
  private boolean wanted;

  StreamedBlocks(EntropyData in, Strips strips, int[] block) {
    this.in = in;
    this.strips = strips;
    this.block = block;
    wanted = strips.wants(0);
  }

  @Override
  public void read(Component component, int row, int column) throws JpegException {
    if (wanted && strips.wants(component, row, column)) {
      long present = SequentialCodes.read(in, component, block, component.lastWanted);
      strips.put(component, row, column, block, present);
    } else {
      SequentialCodes.read(in, component, block, 0);
      block[0] = 0;
    }
  }

  @Override
  public void rowEnds(int mcuRow) {
    strips.complete(mcuRow);
    wanted = strips.wants(mcuRow + 1);
  }
}
