package io.flinkmobilenet.image;

import java.util.ArrayList;
import java.util.List;

/** One walk along the markers of a JPEG file: ITU-T T.81, section B.1.1 and table B.1. */
final class JpegWalk {
  private static final int SOF0 = 0xc0;
  private static final int SOF15 = 0xcf;
  private static final int DHT = 0xc4;
  private static final int JPG = 0xc8;
  private static final int DAC = 0xcc;
  private static final int RST0 = 0xd0;
  private static final int RST7 = 0xd7;
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COM = 0xfe;
  private static final int TEM = 0x01;

  /** Each scan may cost as much time as the whole picture; encoders write about ten. */
  private static final int MOST_SCANS = 100;

  private final EncodedBytes file;
  private final List<int[]> remarks = new ArrayList<>();
  private JpegFrame frame;
  private Orientation orientation;
  private boolean jfif;
  private int adobeTransform = JpegColours.NO_ADOBE;
  private int scans;

  JpegWalk(EncodedBytes file) {
    this.file = file;
  }

  JpegSegments walk() throws InvalidImageException {
    int at = nextMarker(2);
    for (int marker = marker(at); marker != EOI; marker = marker(at)) {
      at = nextMarker(standsAlone(marker) ? at + 2 : segment(marker, at));
    }
    if (scans == 0) {
      throw file.malformed("expected a scan before the end-of-image marker, found none");
    }
    JpegColours colours = JpegColours.of(frame.ids(), jfif, adobeTransform);
    return new JpegSegments(
        frame, colours, orientation == null ? Orientation.UPRIGHT : orientation, remarks);
  }

  /** Start of the next marker: an ff that no 00 and no further ff follows. */
  private int nextMarker(int from) throws InvalidImageException {
    byte[] bytes = file.bytes();
    for (int at = from; at + 1 < bytes.length; at++) {
      if (bytes[at] == (byte) 0xff && bytes[at + 1] != 0 && bytes[at + 1] != (byte) 0xff) {
        return at;
      }
    }
    throw file.truncated("expected the end-of-image marker");
  }

  private int marker(int at) {
    return file.bytes()[at + 1] & 0xff;
  }

  private static boolean standsAlone(int marker) {
    return marker == TEM || marker >= RST0 && marker <= RST7;
  }

  /** Reads a segment and returns where it ends. */
  private int segment(int marker, int at) throws InvalidImageException {
    if (marker == SOI) {
      throw file.malformed("found a second start-of-image marker at byte " + at);
    }
    int length = file.u16be(at + 2, "the length of a segment");
    int end = at + 2 + length;
    if (length < 2) {
      throw file.malformed("segment at byte " + at + " has length " + length + ", expected 2");
    }
    file.require(at + 2, length, "the segment at byte " + at);
    if (marker == SOS) {
      scan(at);
    } else if (marker >= SOF0 && marker <= SOF15 && !isTable(marker)) {
      if (frame != null) {
        throw file.malformed("found a second frame header at byte " + at);
      }
      frame = JpegFrame.read(file, marker - SOF0, at + 4, length - 2);
    } else if (marker >= APP0 && marker <= APP15 || marker == COM) {
      remark(marker, at + 4, length - 2);
      remarks.add(new int[] {at, end});
    }
    return end;
  }

  private static boolean isTable(int marker) {
    return marker == DHT || marker == JPG || marker == DAC;
  }

  private void scan(int at) throws InvalidImageException {
    if (frame == null) {
      throw file.malformed("found a scan at byte " + at + ", expected a frame header before it");
    }
    scans++;
    if (scans > MOST_SCANS) {
      throw file.unsupported("found more than " + MOST_SCANS + " scans");
    }
  }

  private void remark(int marker, int at, int length) throws InvalidImageException {
    if (marker == APP0 && length >= 5 && file.has("JFIF\0", at)) {
      jfif = true;
    } else if (marker == APP14 && length >= 12 && file.has("Adobe", at)) {
      adobeTransform = file.u8(at + 11, "the Adobe segment");
    } else if (marker == APP1 && orientation == null && ExifOrientation.announced(file, at)) {
      orientation = ExifOrientation.find(file, at, length);
    }
  }
}
