package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.jpeg.JpegDecoder;
import io.flinkmobilenet.image.jpeg.JpegHeader;
import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;

/** A JPEG file: <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>. */
record JpegFile(EncodedBytes file, JpegHeader header, JpegSupport support)
    implements StreamedImage {
  static JpegFile open(EncodedBytes file, JpegSupport support) throws InvalidImageException {
    try {
      return new JpegFile(file, JpegDecoder.open(file.bytes()), support);
    } catch (DecodingException e) {
      throw InvalidImageException.of("JPEG", e);
    }
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
  public void read(Region region, RowSink sink) throws InvalidImageException {
    decode(1, region, sink);
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
      decode(reduction, rows.region(), rows);
      return rows.image();
    } finally {
      tools.buffers().release();
    }
  }

  private void decode(int reduction, Region region, RowSink sink) throws InvalidImageException {
    try {
      support.decoder().decode(header, reduction, region, sink);
    } catch (DecodingException e) {
      throw InvalidImageException.of("JPEG", e);
    }
  }
}
