package io.flinkmobilenet.image;

/**
 * A picture whose container has been checked and whose pixels have not been read. Making one takes
 * no memory beyond the length of its bytes, whatever size its header states.
 */
interface EncodedImage {
  /** Pixels a row as stored, before {@link #orientation()}; at least 1. */
  int width();

  /** Rows as stored, before {@link #orientation()}; at least 1. */
  int height();

  /** How the stored pixels have to be turned. */
  default Orientation orientation() {
    return Orientation.UPRIGHT;
  }

  /**
   * Reads the pixels as stored, [height, width, 3].
   *
   * @throws InvalidImageException if they are not all there
   */
  byte[] pixels() throws InvalidImageException;
}
