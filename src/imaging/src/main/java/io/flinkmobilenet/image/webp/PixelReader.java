package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.DecodingException;

/**
 * Reads an image of entropy-coded pixels: RFC 9649, sections 3.6 and 3.7.
 *
 * <p>Pixels are ARGB. A ring buffer holds as many of the latest pixels as copies can reach.
 */
final class PixelReader {
  /**
   * Size of the window. The greatest distance that can be coded is 2 to the power of 20 minus the
   * number of short distance codes.
   */
  private static final int WINDOW = 1 << 20;

  private static final int LITERALS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;

  /** The codes of a group, in their order in the file. */
  private static final int GREEN = 0;

  private static final int RED = 1;
  private static final int BLUE = 2;
  private static final int ALPHA = 3;
  private static final int DISTANCE = 4;

  private final BitReader in;
  private final Buffers buffers;
  private final LosslessTools tools;
  private int width;
  private int height;

  /** The ring buffer. */
  private int[] pixels;

  /** Length of the ring: a power of 2, or the number of pixels of a smaller image. */
  private int ring;

  /** Mask that gives the index in the ring of a pixel's number. */
  private int mask;

  private int cacheBits;

  /** The image of group numbers; null if there is only one group. */
  private int[] groupNumbers;

  private int groupBits;
  private int groupsWide;

  /** A pixel starts a new block of a group if none of these bits is set in its column. */
  private int groupMask;

  /** Receives rows, which are written to the array that was passed to {@link #read}. */
  interface RowTaker {
    /** Receives the row with the given number. */
    void row(int y);
  }

  /** Creates a reader of the next image in the data. */
  PixelReader(BitReader in, LosslessTools tools, Buffers buffers) {
    this.in = in;
    this.tools = tools;
    this.buffers = buffers;
  }

  /** Reads an auxiliary image within the image and keeps all its pixels. */
  int[] readInner(int width, int height) throws DecodingException {
    open(width, height, false, Integer.MAX_VALUE);
    read(null, null);
    return pixels;
  }

  /** Reads the data before the pixels of the main image. */
  void open(int width, int height) throws DecodingException {
    open(width, height, true, WINDOW);
  }

  private void open(int width, int height, boolean outermost, int window) throws DecodingException {
    this.width = width;
    this.height = height;
    cacheBits = 0;
    if (in.flag()) {
      cacheBits = in.read(4);
      if (cacheBits < 1 || cacheBits > ColourCache.MOST_BITS) {
        throw in.malformed(
            "expected a colour cache of 1 to %d bits, found %d"
                .formatted(ColourCache.MOST_BITS, cacheBits));
      }
    }
    groupNumbers = null;
    groupMask = -1;
    int groups = 1;
    if (outermost && in.flag()) {
      groups = readGroupNumbers();
    }
    in.check();
    readCodes(groups);
    int total = width * height;
    ring = Math.min(window, total);
    mask = ring < total ? ring - 1 : -1;
    pixels = buffers.ints(ring);
  }

  /**
   * Reads the image of section 3.7.2.2, whose red and green channels are the number of the group of
   * codes for each block.
   */
  private int readGroupNumbers() throws DecodingException {
    groupBits = in.read(3) + 2;
    groupMask = (1 << groupBits) - 1;
    groupsWide = LosslessDecoder.blocks(width, groupBits);
    int groupsHigh = LosslessDecoder.blocks(height, groupBits);
    groupNumbers = new PixelReader(in, tools, buffers).readInner(groupsWide, groupsHigh);
    int most = 0;
    for (int i = 0; i < groupsWide * groupsHigh; i++) {
      groupNumbers[i] = groupNumbers[i] >> 8 & 0xffff;
      most = Math.max(most, groupNumbers[i]);
    }
    return most + 1;
  }

  private void readCodes(int groups) throws DecodingException {
    tools.codes.clear();
    int greens = LITERALS + LENGTHS + (cacheBits == 0 ? 0 : 1 << cacheBits);
    for (int group = 0; group < groups; group++) {
      for (int code = 0; code < PrefixCodes.GROUP; code++) {
        int symbols = code == GREEN ? greens : code == DISTANCE ? DISTANCES : LITERALS;
        int root = tools.codes.end();
        tools.codes.put(group, code, root, tools.codeReader.read(in, symbols));
      }
    }
    if (cacheBits > 0) {
      tools.cache.clear(cacheBits);
    }
  }

  /**
   * Reads all pixels.
   *
   * @param row receives one row after the other; may be null
   * @param rows is called for each row; may be null
   */
  void read(int[] row, RowTaker rows) throws DecodingException {
    int total = width * height;
    int at = 0;
    int x = 0;
    int y = 0;
    int group = 0;
    while (at < total) {
      if ((x & groupMask) == 0) {
        group = group(x, y);
      }
      in.load();
      int green = tools.codes.read(in, group + GREEN);
      int count = 1;
      if (green < LITERALS) {
        literal(green, group, at);
      } else if (green < LITERALS + LENGTHS) {
        count = copy(green - LITERALS, group, at, total);
      } else {
        pixels[at & mask] = tools.cache.get(green - LITERALS - LENGTHS);
      }
      at += count;
      x += count;
      if (x >= width) {
        in.check();
        for (; x >= width; x -= width, y++) {
          hand(row, rows, y);
        }
      }
      if (count > 1 && at < total) {
        group = group(x, y);
      }
    }
  }

  private int group(int x, int y) {
    if (groupNumbers == null) {
      return 0;
    }
    int block = (y >> groupBits) * groupsWide + (x >> groupBits);
    return PrefixCodes.GROUP * groupNumbers[block];
  }

  private void literal(int green, int group, int at) {
    int red = tools.codes.read(in, group + RED);
    in.load();
    int blue = tools.codes.read(in, group + BLUE);
    int alpha = tools.codes.read(in, group + ALPHA);
    int argb = alpha << 24 | red << 16 | green << 8 | blue;
    pixels[at & mask] = argb;
    if (cacheBits > 0) {
      tools.cache.add(argb);
    }
  }

  private int copy(int lengthPrefix, int group, int at, int total) throws DecodingException {
    int length = prefixed(lengthPrefix);
    in.load();
    int distancePrefix = tools.codes.read(in, group + DISTANCE);
    int distance = DistanceMap.pixels(prefixed(distancePrefix), width);
    if (distance > at || length > total - at) {
      throw in.malformed(
          "expected a copy of at most %d pixels from at most %d before, found %d from %d"
              .formatted(total - at, at, length, distance));
    }
    for (int to = at; to < at + length; to++) {
      int argb = pixels[to - distance & mask];
      pixels[to & mask] = argb;
      if (cacheBits > 0) {
        tools.cache.add(argb);
      }
    }
    return length;
  }

  /**
   * Reads a number as in section 3.6.2.2: a prefix gives its magnitude, and the bits that follow
   * give the rest.
   */
  private int prefixed(int prefix) {
    if (prefix < 4) {
      return prefix + 1;
    }
    int extraBits = prefix - 2 >> 1;
    return ((2 + (prefix & 1)) << extraBits) + in.read(extraBits) + 1;
  }

  private void hand(int[] row, RowTaker rows, int y) {
    if (rows == null) {
      return;
    }
    int from = y * width & mask;
    int first = Math.min(width, ring - from);
    System.arraycopy(pixels, from, row, 0, first);
    System.arraycopy(pixels, 0, row, first, width - first);
    rows.row(y);
  }
}
