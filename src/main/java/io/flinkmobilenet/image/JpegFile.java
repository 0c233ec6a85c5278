package io.flinkmobilenet.image;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;

/**
 * A JPEG file: <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>, 8 bits a
 * sample, Huffman coded, sequential or progressive.
 *
 * <p>The JDK's reader gives the samples as stored; what colours they are is told here, the way
 * libjpeg tells it.
 */
record JpegFile(EncodedBytes file, JpegSegments segments) implements EncodedImage {
  private static final LibraryReader READER = new LibraryReader(JdkReaders.find("jpeg"));

  /** A block has 8 x 8 samples, and one of the components at least every fourth of the pixels. */
  private static final int MOST_PIXELS_A_BIT = 8 * 8 * 4;

  static JpegFile open(EncodedBytes file) throws InvalidImageException {
    return new JpegFile(file, JpegSegments.walk(file));
  }

  @Override
  public int width() {
    return segments.frame().width();
  }

  @Override
  public int height() {
    return segments.frame().height();
  }

  @Override
  public Orientation orientation() {
    return segments.orientation();
  }

  @Override
  public byte[] pixels() throws InvalidImageException {
    if ((long) width() * height() / MOST_PIXELS_A_BIT > 8L * file.length()) {
      throw file.truncated("expected at least a bit for each block of pixels");
    }
    Raster raster =
        READER.read(file, segments.withoutRemarks(file), width(), height(), this::samples);
    JpegFrame frame = segments.frame();
    if (raster.getNumBands() != frame.components()) {
      throw file.malformed(
          "expected " + frame.components() + " components, found " + raster.getNumBands());
    }
    byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
    return segments.colours().toRgb(samples);
  }

  private Raster samples(ImageReader reader) throws IOException, InvalidImageException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    Raster samples = reader.readRaster(0, null);
    for (String warning : warnings) {
      check(warning);
    }
    return samples;
  }

  /** The reader fills in for data that are missing or wrong and only warns, in libjpeg's words. */
  private void check(String warning) throws InvalidImageException {
    if (warning.contains("premature end") || warning.startsWith("Premature end")) {
      throw file.truncated("expected more pixels (" + warning + ")");
    }
    if (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes")) {
      throw file.malformed(warning);
    }
  }
}
