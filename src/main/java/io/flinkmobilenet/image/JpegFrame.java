package io.flinkmobilenet.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The frame header of a JPEG file: ITU-T T.81, section B.2.2.
 *
 * @param width samples a line
 * @param height lines
 * @param ids identifier of each component: 1, 3 or 4 of them
 */
record JpegFrame(int width, int height, List<Integer> ids) {
  private static final int PROGRESSIVE = 2;
  private static final int FIXED_BYTES = 6;
  private static final int COMPONENT_BYTES = 3;

  /**
   * Reads the parameters of a header, all inside the file.
   *
   * @param process the number in the marker's name: 2 in SOF2
   */
  static JpegFrame read(EncodedBytes file, int process, int at, int length)
      throws InvalidImageException {
    if (process > PROGRESSIVE) {
      throw file.unsupported(
          "expected Huffman-coded sequential or progressive frames, SOF0 to SOF2, found SOF"
              + process);
    }
    int components = file.u8(at + 5, "the frame header");
    if (length != FIXED_BYTES + COMPONENT_BYTES * components) {
      throw file.malformed(
          "frame header of " + components + " components has " + length + " bytes");
    }
    int precision = file.u8(at, "the frame header");
    if (precision != 8 || components != 1 && components != 3 && components != 4) {
      throw file.unsupported(
          String.format(
              "expected 1, 3 or 4 components of 8 bits, found %d of %d bits",
              components, precision));
    }
    int height = file.u16be(at + 1, "the frame header");
    int width = file.u16be(at + 3, "the frame header");
    if (width == 0 || height == 0) {
      throw file.unsupported("found a size of " + width + " x " + height + " pixels");
    }
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < components; i++) {
      ids.add(file.u8(at + FIXED_BYTES + COMPONENT_BYTES * i, "the frame header"));
    }
    return new JpegFrame(width, height, ids);
  }

  int components() {
    return ids.size();
  }
}
