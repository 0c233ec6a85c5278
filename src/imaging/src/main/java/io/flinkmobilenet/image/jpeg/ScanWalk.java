package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;
import java.util.List;

/** Visits the blocks of a scan in their order: ITU-T T.81, sections A.2 and E.2.4. */
final class ScanWalk {
  private final EntropyData in;
  private final List<Component> components;
  private final int restartInterval;
  private final BlockReader reader;
  private int untilRestart;
  private int restarts;

  ScanWalk(EntropyData in, Scan scan, int restartInterval, BlockReader reader) {
    this.in = in;
    this.components = scan.components();
    this.restartInterval = restartInterval;
    this.reader = reader;
    untilRestart = restartInterval;
  }

  /** Reads all blocks of the scan. */
  void run(Frame frame) throws DecodingException {
    resetPredictors();
    if (components.size() > 1) {
      interleaved(frame.mcusHigh(), frame.mcusWide());
    } else {
      plain(components.get(0));
    }
  }

  private void interleaved(int rows, int columns) throws DecodingException {
    Component[] order = components.toArray(new Component[0]);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        startMcu();
        for (Component component : order) {
          for (int y = 0; y < component.down; y++) {
            for (int x = 0; x < component.across; x++) {
              reader.read(component, row * component.down + y, column * component.across + x);
            }
          }
        }
      }
      reader.rowEnds(row);
    }
  }

  private void plain(Component component) throws DecodingException {
    for (int row = 0; row < component.blocksHigh; row++) {
      for (int column = 0; column < component.blocksWide; column++) {
        startMcu();
        reader.read(component, row, column);
      }
      reader.rowEnds(row);
    }
  }

  private void startMcu() throws DecodingException {
    if (restartInterval == 0) {
      return;
    }
    if (untilRestart == 0) {
      in.restart(restarts++ & 7);
      resetPredictors();
      reader.restart();
      untilRestart = restartInterval;
    }
    untilRestart--;
  }

  private void resetPredictors() {
    for (Component component : components) {
      component.predictor = 0;
    }
  }
}
