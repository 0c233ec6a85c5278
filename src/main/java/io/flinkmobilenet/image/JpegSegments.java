package io.flinkmobilenet.image;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * What the markers of a JPEG file say: ITU-T T.81, annex B.
 *
 * @param frame the frame header
 * @param colours what the components mean
 * @param orientation as EXIF says
 * @param remarks [start, end) of every application segment and comment, in order
 */
record JpegSegments(
    JpegFrame frame, JpegColours colours, Orientation orientation, List<int[]> remarks) {
  /**
   * Walks all markers up to the end of the picture.
   *
   * @throws InvalidImageException if the end-of-image marker is absent, among others
   */
  static JpegSegments walk(EncodedBytes file) throws InvalidImageException {
    return new JpegWalk(file).walk();
  }

  /** The file less its remarks. */
  byte[] withoutRemarks(EncodedBytes file) {
    if (remarks.isEmpty()) {
      return file.bytes();
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length());
    int from = 0;
    for (int[] remark : remarks) {
      kept.write(file.bytes(), from, remark[0] - from);
      from = remark[1];
    }
    kept.write(file.bytes(), from, file.length() - from);
    return kept.toByteArray();
  }
}
