package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageHeader;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.stream.state.Thumbnail;

/**
 * Reduces images to 16 by 16 pixels. A JPEG image with edges of at least 256 pixels is reduced by
 * the decoder itself, which then computes a pixel of each block's mean (its DC coefficient).
 */
final class Thumbnails {
  private static final int EDGE = 16;
  private static final InputGeometry SMALL =
      new InputGeometry(Resize.stretch(EDGE, EDGE), EDGE, EDGE);

  private final ImageDecoder decoder;

  Thumbnails(ImageLimits limits) {
    decoder = new ImageDecoder(limits, DecodeMode.FAST);
  }

  /** Returns the thumbnail of the image; null if it cannot be decoded. */
  Thumbnail of(byte[] encoded) {
    try {
      ImageHeader header = decoder.header(encoded);
      return new Thumbnail(header.width(), header.height(), decoder.decode(encoded, SMALL).rgb());
    } catch (InvalidImageException | RuntimeException e) {
      // The image takes the ordinary way, on which it is rejected with the reason.
      return null;
    }
  }
}
