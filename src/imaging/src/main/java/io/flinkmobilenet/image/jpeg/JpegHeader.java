package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;
import java.nio.ByteBuffer;

/** The contents of a JPEG file before its first scan: ITU-T T.81, annex B; JFIF 1.02. */
public final class JpegHeader {
  private static final String EXIF = "Exif\0\0";
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  final byte[] file;
  final Tables tables;

  /** Positioned in the header of the first scan. */
  final Markers markers;

  Frame frame;
  private boolean jfif;
  private int adobeTransform = ColourModel.NO_ADOBE;
  private ByteBuffer exif;
  private ByteBuffer xmp;
  private boolean lacksEnd;

  private JpegHeader(byte[] file) {
    this.file = file;
    tables = new Tables(file);
    markers = new Markers(file);
  }

  /** Reads a file, which begins with a start-of-image marker, up to its first scan. */
  static JpegHeader read(byte[] file) throws DecodingException {
    JpegHeader header = new JpegHeader(file);
    header.readToScan();
    return header;
  }

  private void readToScan() throws DecodingException {
    for (int marker = markers.next(); marker != Markers.SOS; marker = markers.next()) {
      if (marker == Markers.EOI) {
        throw DecodingException.malformed(
            "expected a scan before the end-of-image marker at byte " + markers.start());
      }
      readTables(marker);
      if (markers.isFrame()) {
        frame = Frame.read(markers, marker - Markers.SOF0);
        tables.frame(frame);
      } else if (markers.isRemark()) {
        remark(marker);
      }
    }
    if (frame == null) {
      throw DecodingException.malformed(
          "found a scan at byte " + markers.start() + ", expected a frame header before it");
    }
  }

  /** Reads a segment that may stand before any scan. */
  void readTables(int marker) throws DecodingException {
    if (marker == Markers.SOI) {
      throw DecodingException.malformed(
          "found a second start-of-image marker at byte " + markers.start());
    }
    if (markers.isFrame() && frame != null) {
      throw DecodingException.malformed("found a second frame header at byte " + markers.start());
    }
    tables.read(markers, marker);
  }

  private void remark(int marker) throws DecodingException {
    if (marker == Markers.APP0 && markers.startsWith("JFIF\0")) {
      jfif = true;
    } else if (marker == Markers.APP14 && markers.startsWith("Adobe") && markers.remaining() > 11) {
      markers.skip(11);
      adobeTransform = markers.u8();
    } else if (marker == Markers.APP1 && exif == null && markers.startsWith(EXIF)) {
      exif = behind(EXIF);
    } else if (marker == Markers.APP1 && markers.startsWith(XMP)) {
      xmp = behind(XMP);
    }
  }

  /** Pixels per stored row. */
  public int width() {
    return frame.width();
  }

  /** Number of stored rows. */
  public int height() {
    return frame.height();
  }

  /** The bytes of the current segment after the text with which it begins. */
  private ByteBuffer behind(String text) {
    int start = markers.at() + text.length();
    return ByteBuffer.wrap(file, start, markers.end() - start).slice();
  }

  /** The EXIF block, which has the structure of a TIFF file; null if there is none. */
  public ByteBuffer exif() {
    return exif;
  }

  /** The last XMP packet before the first scan; null if there is none. */
  public ByteBuffer xmp() {
    return xmp;
  }

  void endIsMissing() {
    lacksEnd = true;
  }

  /** True if the decoded image had all its pixels but no end-of-image marker. */
  public boolean lacksEnd() {
    return lacksEnd;
  }

  ColourModel colours() {
    return ColourModel.of(frame.components(), jfif, adobeTransform);
  }
}
