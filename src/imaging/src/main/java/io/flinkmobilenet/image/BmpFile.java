package io.flinkmobilenet.image;

/**
 * A BMP file. Uncompressed rows are read straight from the file. Links to other files are not
 * followed.
 *
 * @param file the whole file
 * @param header its headers
 * @param palette colours if pixels have up to 8 bits, otherwise null
 * @param masks positions of the red, green and blue bits if pixels have more than 8 bits, otherwise
 *     null
 */
record BmpFile(EncodedBytes file, BmpHeader header, Palette palette, BmpMasks masks)
    implements EncodedImage {
  static BmpFile open(EncodedBytes file) throws InvalidImageException {
    BmpHeader header = BmpHeader.read(file);
    if (header.bits() > 8) {
      return new BmpFile(file, header, null, BmpMasks.of(file, header));
    }
    Palette palette =
        Palette.ofBgr(file, header.paletteAt(), header.colours(), header.entryBytes());
    return new BmpFile(file, header, palette, null);
  }

  @Override
  public int width() {
    return header.width();
  }

  @Override
  public int height() {
    return header.height();
  }

  @Override
  public StoredRows rows() throws InvalidImageException {
    if (header.compression() == BmpHeader.RLE8 || header.compression() == BmpHeader.RLE4) {
      return new BmpRuns(file, header, palette).rows();
    }
    file.require(
        header.dataAt(),
        header.stride() * (header.height() - 1) + header.rowBytes(),
        "rows of " + header.stride() + " bytes");
    return (y, rgb, start) -> {
      // Unless the file is top-down, the row stored first is the bottom row of the image.
      int source = (int) (header.dataAt() + header.row(y) * header.stride());
      if (palette == null) {
        masks.paintRow(file.bytes(), source, width(), rgb, start);
      } else {
        paintRow(source, rgb, start);
      }
    };
  }

  private void paintRow(int source, byte[] rgb, int target) {
    int bits = header.bits();
    int perByte = 8 / bits;
    for (int x = 0; x < width(); x++) {
      int shift = 8 - bits - x % perByte * bits;
      int index = file.bytes()[source + x / perByte] >> shift & (1 << bits) - 1;
      palette.paint(index, rgb, target + x * RgbImage.CHANNELS);
    }
  }
}
