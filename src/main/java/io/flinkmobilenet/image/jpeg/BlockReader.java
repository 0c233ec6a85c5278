package io.flinkmobilenet.image.jpeg;

/** Reads the blocks of a scan one by one, in the order of their codes. */
interface BlockReader {
  /**
   * Reads a block.
   *
   * @param row of the component's blocks, those that fill up MCUs included
   * @param column likewise
   */
  void read(Component component, int row, int column) throws JpegException;

  /** Forgets what was before a restart marker. */
  default void restart() {}

  /** A row of MCUs has been read. */
  default void rowEnds(int mcuRow) {}
}
