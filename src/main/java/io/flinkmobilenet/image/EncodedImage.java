package io.flinkmobilenet.image;

/**
 * A picture whose header has been checked and whose pixels have not been read. Making one takes no
 * memory beyond the length of its bytes, whatever size its header states.
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
   * Reads the pixels as stored, [height, width, 3]. They can be read once.
   *
   * @throws InvalidImageException if they are not all there
   */
  byte[] pixels() throws InvalidImageException;

  /** Reads the picture and turns it upright. */
  default RgbImage upright() throws InvalidImageException {
    return orientation().apply(new RgbImage(width(), height(), pixels()));
  }

  /** Reads the picture at the network's geometry. */
  default RgbImage normalised(InputGeometry geometry) throws InvalidImageException {
    return Normaliser.normalise(upright(), geometry);
  }
}
