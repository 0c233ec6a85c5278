package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.jpeg.JpegDecoder;
import io.flinkmobilenet.image.jpeg.JpegHeader;
import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import java.util.List;
import java.util.stream.IntStream;

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

  /**
   * Decodes the file once for all geometries with the same reduction. So the pixels for a geometry
   * do not depend on which others there are.
   */
  @Override
  public List<RgbImage> normalised(List<InputGeometry> geometries, List<RowTools> tools)
      throws InvalidImageException {
    if (geometries.size() == 1) {
      return normalised(reduction(geometries.get(0)), geometries, tools);
    }
    RgbImage[] images = new RgbImage[geometries.size()];
    for (int i = 0; i < images.length; i++) {
      if (images[i] == null) {
        int reduction = reduction(geometries.get(i));
        List<Integer> same =
            IntStream.range(i, images.length)
                .filter(other -> reduction(geometries.get(other)) == reduction)
                .boxed()
                .toList();
        // A header can be decoded only once.
        JpegFile unread = i == 0 ? this : open(file, support);
        List<RgbImage> decoded =
            unread.normalised(
                reduction,
                same.stream().map(geometries::get).toList(),
                same.stream().map(tools::get).toList());
        for (int k = 0; k < same.size(); k++) {
          images[same.get(k)] = decoded.get(k);
        }
      }
    }
    return List.of(images);
  }

  private int reduction(InputGeometry geometry) {
    boolean turned = orientation().transposed();
    return support
        .mode()
        .reduction(turned ? height() : width(), turned ? width() : height(), geometry);
  }

  private List<RgbImage> normalised(
      int reduction, List<InputGeometry> geometries, List<RowTools> tools)
      throws InvalidImageException {
    RowFan rows = new RowFan(width(), height(), reduction, orientation(), geometries, tools);
    decode(reduction, rows.region(), rows);
    return rows.images();
  }

  private void decode(int reduction, Region region, RowSink sink) throws InvalidImageException {
    try {
      support.decoder().decode(header, reduction, region, sink);
    } catch (DecodingException e) {
      throw InvalidImageException.of("JPEG", e);
    }
  }
}
