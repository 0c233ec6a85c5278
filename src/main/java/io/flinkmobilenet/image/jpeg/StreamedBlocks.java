package io.flinkmobilenet.image.jpeg;

/** Transforms the blocks of a sequential scan of all components as it reads them. */
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
  public void read(Component component, int row, int column) throws JpegException {
    if (wanted && strips.wants(component, row, column)) {
      BlockGroup group = strips.group(component);
      strips.put(
          component, row, column, SequentialCodes.read(in, component, group, component.lastWanted));
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
