package io.flinkmobilenet.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
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

  /**
   * Zeros behind the chunk, so that reading beyond it is seen, and one for so many pixels, since
   * the reader takes files for malicious that are small for their size. Small files of large
   * pictures of one colour are quite in order, and the limits have been checked.
   */
  private static final int SPARE = 16;

  private static final int PIXELS_A_SPARE_BYTE = 256;

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
  public StoredRows rows() throws InvalidImageException {
    byte[] pixelFile = pixelFile();
    Raster raster = READER.read(file, pixelFile, frame.width(), frame.height(), this::read);
    int bands = raster.getNumBands();
    int[] row = new int[frame.width() * bands];
    return (y, rgb, start) -> {
      Arrays.fill(rgb, start, start + width * RgbImage.CHANNELS, (byte) 0);
      if (y < frame.top() || y >= frame.top() + frame.height()) {
        return;
      }
      raster.getPixels(0, y - frame.top(), frame.width(), 1, row);
      int target = start + frame.left() * RgbImage.CHANNELS;
      for (int x = 0; x < frame.width(); x++) {
        rgb[target++] = (byte) row[x * bands];
        rgb[target++] = (byte) row[x * bands + 1];
        rgb[target++] = (byte) row[x * bands + 2];
      }
    };
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
    int spare = SPARE + frame.width() * frame.height() / PIXELS_A_SPARE_BYTE;
    int size = RIFF_HEADER + chunk + chunk % 2 + spare;
    return ByteBuffer.allocate(size)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(file.bytes(), 0, 4)
        .putInt(size - 8)
        .put(file.bytes(), 8, 4)
        .put(file.bytes(), frame.start(), chunk)
        .array();
  }
}
