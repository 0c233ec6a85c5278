package io.flinkmobilenet.image;

import io.flinkmobilenet.image.InvalidImageException.Reason;
import io.flinkmobilenet.image.jpeg.JpegException;
import io.flinkmobilenet.image.jpeg.JpegHeader;
import io.flinkmobilenet.kernel.PixelKernels;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;

/**
 * The JDK's JPEG reader, for kinds of JPEG that are too rare for a decoder of our own. It gives the
 * samples as stored; what colours they are is told by the header.
 */
final class JpegLibrary {
  private static final LibraryReader READER = new LibraryReader(JdkReaders.find("jpeg"));

  private final PixelKernels kernels;
  private long pictures;

  JpegLibrary(PixelKernels kernels) {
    this.kernels = kernels;
  }

  /** Pictures that it was asked for. */
  long pictures() {
    return pictures;
  }

  /**
   * Reads the pixels [height, width, 3].
   *
   * @param unsupported what is thrown where the library knows no better
   */
  byte[] pixels(EncodedBytes file, JpegHeader header, InvalidImageException unsupported)
      throws InvalidImageException {
    pictures++;
    try {
      byte[] samples = samples(file, header);
      PixelRows rows = new PixelRows(header.width(), header.height());
      header.convert(samples, kernels, rows);
      return rows.pixels();
    } catch (JpegException e) {
      throw JpegFile.refusal(e);
    } catch (InvalidImageException e) {
      if (e.reason() != Reason.MALFORMED_IMAGE) {
        throw e;
      }
      unsupported.addSuppressed(e);
      throw unsupported;
    }
  }

  private static byte[] samples(EncodedBytes file, JpegHeader header)
      throws JpegException, InvalidImageException {
    int components = header.components();
    if (components != 1 && components != 3 && components != 4) {
      throw file.malformed("expected 1, 3 or 4 components, found " + components);
    }
    byte[] plain = header.withoutRemarks();
    Raster raster =
        READER.read(file, plain, header.width(), header.height(), reader -> read(reader, file));
    if (raster.getNumBands() != components
        || !(raster.getDataBuffer() instanceof DataBufferByte bytes)) {
      throw file.malformed(
          "expected " + components + " components of bytes, found " + raster.getNumBands());
    }
    return bytes.getData();
  }

  private static Raster read(ImageReader reader, EncodedBytes file)
      throws IOException, InvalidImageException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    Raster samples = reader.readRaster(0, null);
    for (String warning : warnings) {
      check(warning, file);
    }
    return samples;
  }

  /** The reader fills in for data that are missing or wrong and only warns, in libjpeg's words. */
  private static void check(String warning, EncodedBytes file) throws InvalidImageException {
    if (warning.contains("premature end") || warning.startsWith("Premature end")) {
      throw file.truncated("expected more pixels (" + warning + ")");
    }
    if (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes")) {
      throw file.malformed(warning);
    }
  }
}
