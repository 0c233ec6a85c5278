package io.flinkmobilenet.image;

import io.flinkmobilenet.image.InvalidImageException.Reason;
import io.flinkmobilenet.image.jpeg.JpegDecoder;
import io.flinkmobilenet.image.jpeg.JpegException;
import io.flinkmobilenet.image.jpeg.JpegHeader;
import io.flinkmobilenet.image.rows.Region;

/** A JPEG file: <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>. */
record JpegFile(EncodedBytes file, JpegHeader header, JpegSupport support) implements EncodedImage {
  static JpegFile open(EncodedBytes file, JpegSupport support) throws InvalidImageException {
    try {
      return new JpegFile(file, JpegDecoder.open(file.bytes()), support);
    } catch (JpegException e) {
      throw refusal(e);
    }
  }

  /** Translates a failure of the JPEG decoder to this package's exception. */
  private static InvalidImageException refusal(JpegException e) {
    InvalidImageException refusal =
        switch (e.kind()) {
          case TRUNCATED ->
              new InvalidImageException(
                  Reason.TRUNCATED_IMAGE, "JPEG is truncated: " + e.getMessage());
          case MALFORMED ->
              new InvalidImageException(
                  Reason.MALFORMED_IMAGE, "JPEG is malformed: " + e.getMessage());
          case UNSUPPORTED ->
              new InvalidImageException(
                  Reason.UNSUPPORTED_FORMAT, "JPEG is not supported: " + e.getMessage());
        };
    refusal.initCause(e);
    return refusal;
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
  public Orientation orientation() {
    StatedOrientation stated = new StatedOrientation();
    if (header.exif() != null) {
      stated.exif(header.exif());
    }
    if (header.xmp() != null) {
      stated.xmp(header.xmp());
    }
    return stated.orientation();
  }

  @Override
  public boolean lacksEnd() {
    return header.lacksEnd();
  }

  @Override
  public StoredRows rows() throws InvalidImageException {
    byte[] pixels = pixels();
    int rowBytes = width() * RgbImage.CHANNELS;
    return (y, rgb, at) -> System.arraycopy(pixels, y * rowBytes, rgb, at, rowBytes);
  }

  @Override
  public byte[] pixels() throws InvalidImageException {
    try {
      PixelRows rows = new PixelRows(width(), height());
      support.decoder().decode(header, 1, new Region(0, 0, width(), height()), rows);
      return rows.pixels();
    } catch (JpegException e) {
      throw refusal(e);
    }
  }

  @Override
  public RgbImage normalised(InputGeometry geometry, RowTools tools) throws InvalidImageException {
    Orientation orientation = orientation();
    boolean turned = orientation.transposed();
    int reduction =
        support
            .mode()
            .reduction(turned ? height() : width(), turned ? width() : height(), geometry);
    RowNormaliser rows =
        RowNormaliser.of(width(), height(), reduction, orientation, geometry, tools);
    try {
      support.decoder().decode(header, reduction, rows.region(), rows);
      return rows.image();
    } catch (JpegException e) {
      throw refusal(e);
    } finally {
      tools.buffers().release();
    }
  }
}
