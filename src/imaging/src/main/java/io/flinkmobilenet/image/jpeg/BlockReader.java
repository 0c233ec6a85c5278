package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;

/** Reads the blocks of a scan in the order in which they are coded. */
interface BlockReader {
  /**
   * Reads a block.
   *
   * @param row row among the component's blocks, including those that only fill up MCUs
   * @param column likewise, the column
   */
  void read(Component component, int row, int column) throws DecodingException;

  /** Resets the state at a restart marker. */
  default void restart() {}

  /** Called after a row of MCUs has been read. */
  default void rowEnds(int mcuRow) {}
}
