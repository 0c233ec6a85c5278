package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;

/** Stores coefficients until all scans have been read, and then converts them to pixels. */
final class StoredBlocks {
  private final EntropyData in;
  private final ProgressiveCodes progressive;

  StoredBlocks(EntropyData in) {
    this.in = in;
    progressive = new ProgressiveCodes(in);
  }

  /** The reader for the blocks of a scan. */
  BlockReader reader(Frame frame, Scan scan, Tables tables) {
    if (frame.arithmetic()) {
      return new ArithmeticBlocks(in, scan, tables.conditioning());
    }
    if (!frame.progressive()) {
      return (component, row, column) ->
          SequentialCodes.store(in, component, component.coefficientsAt(row, column));
    }
    progressive.restart();
    if (scan.to() == 0) {
      int missing = scan.missing();
      return scan.refines() == 0
          ? (component, row, column) ->
              progressive.readDc(component, component.coefficientsAt(row, column), missing)
          : (component, row, column) ->
              progressive.refineDc(component, component.coefficientsAt(row, column), missing);
    }
    return new Bands(scan);
  }

  /** Reads AC coefficients. A restart ends their runs of blocks. */
  private final class Bands implements BlockReader {
    private final Scan scan;

    Bands(Scan scan) {
      this.scan = scan;
    }

    @Override
    public void read(Component component, int row, int column) throws DecodingException {
      int at = component.coefficientsAt(row, column);
      if (scan.refines() == 0) {
        progressive.readAc(component, at, scan);
      } else {
        progressive.refineAc(component, at, scan);
      }
    }

    @Override
    public void restart() {
      progressive.restart();
    }
  }

  /** Converts all strips that the region needs to pixels. */
  static void show(Frame frame, Strips strips) {
    for (int strip = 0; strip < frame.mcusHigh(); strip++) {
      if (!strips.wants(strip)) {
        continue;
      }
      for (Component component : frame.components()) {
        for (int y = 0; y < component.down; y++) {
          showRow(component, strip * component.down + y);
        }
      }
      strips.complete(strip);
    }
  }

  private static void showRow(Component component, int row) {
    Plane plane = component.plane;
    for (int column = 0; column < component.blocksWide; column++) {
      if (plane.keeps(column)) {
        int at = component.coefficientsAt(row, column);
        plane.put(load(component, at, plane.group()), row, column);
      }
    }
  }

  private static int load(Component component, int at, BlockGroup group) {
    short[] coefficients = component.coefficients;
    int[] multipliers = component.multipliers;
    int[] block = group.coefficients;
    int[] places = group.places;
    int first = group.next();
    block[first] = coefficients[at] * multipliers[0];
    int last = 0;
    for (int k = 1; k <= component.lastWanted; k++) {
      int coefficient = coefficients[at + k];
      if (coefficient != 0) {
        block[places[k] + first] = coefficient * multipliers[k];
        last = k;
      }
    }
    return last;
  }
}
