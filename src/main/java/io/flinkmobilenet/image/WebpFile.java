package io.flinkmobilenet.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A WebP file, or the first frame of an animated one on a black canvas: <a
 * href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649</a>.
 *
 * @param file the whole file
 * @param width pixels a row of the canvas
 * @param height rows of the canvas
 * @param orientation as the EXIF chunk says
 * @param frame the picture
 */
record WebpFile(EncodedBytes file, int width, int height, Orientation orientation, Frame frame)
    implements EncodedImage {
  private static final LibraryReader READER = new LibraryReader(new WebPImageReaderSpi());
  private static final int RIFF_HEADER = 12;

  /** Zeros behind lossless data, so that reading beyond the data is seen. */
  private static final int SPARE = 16;

  /**
   * A picture or a frame.
   *
   * @param left column of the canvas
   * @param top row of the canvas
   * @param width pixels a row
   * @param height rows
   * @param lossless whether its chunk is VP8L
   * @param start where its VP8 or VP8L chunk starts
   * @param end where the chunk ends, padding excluded
   */
  record Frame(int left, int top, int width, int height, boolean lossless, int start, int end) {
    Frame movedTo(int left, int top) {
      return new Frame(left, top, width, height, lossless, start, end);
    }
  }

  static WebpFile open(EncodedBytes file) throws InvalidImageException {
    return new WebpWalk(file).walk();
  }

  @Override
  public byte[] pixels() throws InvalidImageException {
    byte[] pixelFile = pixelFile();
    Raster raster = READER.read(file, pixelFile, frame.width(), frame.height(), this::read);
    int bands = raster.getNumBands();
    byte[] rgb = new byte[width * height * RgbImage.CHANNELS];
    int[] row = new int[frame.width() * bands];
    for (int y = 0; y < frame.height(); y++) {
      raster.getPixels(0, y, frame.width(), 1, row);
      int target = ((frame.top() + y) * width + frame.left()) * RgbImage.CHANNELS;
      for (int x = 0; x < frame.width(); x++) {
        rgb[target++] = (byte) row[x * bands];
        rgb[target++] = (byte) row[x * bands + 1];
        rgb[target++] = (byte) row[x * bands + 2];
      }
    }
    return rgb;
  }

  /** Past the end of a lossless chunk the reader would go on with bits of its own making. */
  private Raster read(ImageReader reader) throws IOException, InvalidImageException {
    Raster raster = reader.read(0).getRaster();
    long consumed = ((ImageInputStream) reader.getInput()).getStreamPosition() - RIFF_HEADER;
    if (frame.lossless() && consumed > frame.end() - frame.start()) {
      throw file.truncated("expected more codes");
    }
    return raster;
  }

  /** The file in its simple form: one chunk, which has the picture without alpha. */
  private byte[] pixelFile() {
    int chunk = frame.end() - frame.start();
    int padded = chunk + chunk % 2 + (frame.lossless() ? SPARE : 0);
    return ByteBuffer.allocate(RIFF_HEADER + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(file.bytes(), 0, 4)
        .putInt(RIFF_HEADER - 8 + padded)
        .put(file.bytes(), 8, 4)
        .put(file.bytes(), frame.start(), chunk)
        .putInt(RIFF_HEADER + 4, padded - 8)
        .array();
  }
}
