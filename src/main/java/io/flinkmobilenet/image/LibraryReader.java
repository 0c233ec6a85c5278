package io.flinkmobilenet.image;

import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * Lets a reader of the ImageIO library read pixels, and turns all the ways in which one complains
 * into {@link InvalidImageException}.
 *
 * <p>Readers get a file rebuilt from the parts that carry pixels. What else is in a file, such as
 * colour profiles, text and thumbnails, they would interpret at the cost of memory and of locks
 * inside the JDK, only for it to be thrown away.
 *
 * @param provider makes readers; safe for many threads, which readers are not
 */
record LibraryReader(ImageReaderSpi provider) {
  /** What a reader is asked for. */
  interface Request {
    Raster read(ImageReader reader) throws IOException, InvalidImageException;
  }

  /**
   * Reads pixels.
   *
   * @param file the picture as it came, for messages
   * @param pixelFile the picture rebuilt, which the reader gets
   * @param width what the reader has to find in it, as the limits were checked against that
   * @param height likewise
   */
  Raster read(EncodedBytes file, byte[] pixelFile, int width, int height, Request request)
      throws InvalidImageException {
    ImageReader reader = null;
    try (ImageInputStream input = new PixelStream(pixelFile)) {
      reader = provider.createReaderInstance();
      reader.setInput(input, true, true);
      checkSize(file, reader.getWidth(0), reader.getHeight(0), width, height);
      Raster raster = request.read(reader);
      checkSize(file, raster.getWidth(), raster.getHeight(), width, height);
      return raster;
    } catch (IOException | RuntimeException e) {
      // Readers meet bad data with any of a dozen runtime exceptions.
      InvalidImageException refusal =
          endsEarly(e)
              ? file.truncated("expected more pixels")
              : file.malformed("its pixels are unreadable, " + e);
      refusal.initCause(e);
      throw refusal;
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private static void checkSize(
      EncodedBytes file, int foundWidth, int foundHeight, int width, int height)
      throws InvalidImageException {
    if (foundWidth != width || foundHeight != height) {
      throw file.malformed(
          String.format(
              "expected %d x %d pixels, found %d x %d", width, height, foundWidth, foundHeight));
    }
  }

  private static boolean endsEarly(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof EOFException || e instanceof PixelsEndException) {
        return true;
      }
    }
    return false;
  }
}
