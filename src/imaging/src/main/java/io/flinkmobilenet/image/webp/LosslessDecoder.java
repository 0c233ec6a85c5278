package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import java.util.ArrayList;
import java.util.List;

/** Decodes a VP8L image and passes on its rows as they are decoded: RFC 9649, section 3. */
final class LosslessDecoder {
  private static final int PREDICTOR = 0;
  private static final int CROSS_COLOUR = 1;
  private static final int SUBTRACT_GREEN = 2;

  private final BitReader in;
  private final Buffers buffers;
  private final PixelReader pixels;
  private final List<Transform> transforms = new ArrayList<>();

  /** Pixels per coded row, which may be fewer than the image has because of packing. */
  private int width;

  private final int height;

  private LosslessDecoder(BitReader in, FrameSize size, LosslessTools tools, Buffers buffers) {
    this.in = in;
    this.buffers = buffers;
    pixels = new PixelReader(in, tools, buffers);
    width = size.width();
    height = size.height();
  }

  /**
   * Decodes an image.
   *
   * @param bytes contains the image from {@code from} up to {@code to}
   * @param region part of the image to decode
   */
  static void decode(
      byte[] bytes,
      int from,
      int to,
      Region region,
      RowSink sink,
      LosslessTools tools,
      Buffers buffers)
      throws DecodingException {
    FrameSize size = LosslessHeader.read(bytes, from, to);
    BitReader in = new BitReader(bytes, from + LosslessHeader.LENGTH, to);
    LosslessDecoder decoder = new LosslessDecoder(in, size, tools, buffers);
    decoder.open();
    decoder.show(size.width(), region, sink);
  }

  /**
   * Reads an image without a header and discards its pixels.
   *
   * @param size size of the image
   */
  static void check(
      byte[] bytes, int from, int to, FrameSize size, LosslessTools tools, Buffers buffers)
      throws DecodingException {
    LosslessDecoder decoder =
        new LosslessDecoder(new BitReader(bytes, from, to), size, tools, buffers);
    decoder.open();
    decoder.pixels.read(null, null);
  }

  /** Number of blocks along an edge, where a block's edge is 2 to the power of {@code bits}. */
  static int blocks(int edge, int bits) {
    return edge + (1 << bits) - 1 >> bits;
  }

  private void open() throws DecodingException {
    int seen = 0;
    while (in.flag()) {
      int type = in.read(2);
      in.check();
      if ((seen >> type & 1) != 0) {
        throw in.malformed("expected each transform once, found number %d again".formatted(type));
      }
      seen |= 1 << type;
      transforms.add(readTransform(type));
    }
    pixels.open(width, height);
  }

  private Transform readTransform(int type) throws DecodingException {
    if (type == SUBTRACT_GREEN) {
      return new SubtractGreen(width);
    }
    if (type == PREDICTOR || type == CROSS_COLOUR) {
      int bits = 2 + in.read(3);
      int[] data = pixels.readInner(blocks(width, bits), blocks(height, bits));
      return type == CROSS_COLOUR
          ? new CrossColour(width, bits, data)
          : new Predictor(width, bits, data, buffers.ints(width + 1));
    }
    return readColours();
  }

  /** Reads the colour table. Each colour is coded as its difference from the previous one. */
  private Transform readColours() throws DecodingException {
    int count = 1 + in.read(8);
    int[] differences = pixels.readInner(count, 1);
    int bits = ColourIndexing.bits(count);
    int[] colours = new int[ColourIndexing.numbers(bits)];
    int colour = 0;
    for (int i = 0; i < count; i++) {
      colour = Predictor.sum(colour, differences[i]);
      colours[i] = colour;
    }
    int shown = width;
    width = blocks(width, bits);
    return new ColourIndexing(shown, bits, colours);
  }

  private void show(int shown, Region region, RowSink sink) throws DecodingException {
    int[] row = buffers.ints(shown);
    int[] rgb = buffers.ints(shown);
    pixels.read(
        row,
        y -> {
          if (y >= region.bottom()) {
            return;
          }
          for (int i = transforms.size() - 1; i >= 0; i--) {
            transforms.get(i).undo(row, y);
          }
          if (y >= region.top()) {
            for (int x = region.left(); x < region.right(); x++) {
              int argb = row[x];
              rgb[x] = argb >> 16 & 0xff | argb & 0xff00 | (argb & 0xff) << 16;
            }
            sink.row(rgb, region.left());
          }
        });
  }
}
