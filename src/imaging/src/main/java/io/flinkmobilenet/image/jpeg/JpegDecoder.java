package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import io.flinkmobilenet.simd.KernelChoice;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes JPEG images of 8 bits, sequential or progressive, with Huffman or arithmetic coding: <a
 * href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>. A decoder reuses its memory
 * for the next image and is not thread-safe.
 */
public final class JpegDecoder {
  /**
   * Limit on the number of scans, because each may take as much time as the whole image. Encoders
   * write about ten.
   */
  private static final int MOST_SCANS = 100;

  /**
   * Limit on the blocks per byte of arithmetically coded data. A block that resembles the previous
   * ones takes almost no data, but a file that is short for its image size would still cost much
   * time.
   */
  private static final int MOST_ARITHMETIC = 64;

  private static final int KEPT_COEFFICIENTS = 1 << 20;

  private final EntropyData data = new EntropyData();
  private final KeptHuffmanTables huffmanTables = new KeptHuffmanTables();
  private final Buffers buffers = new Buffers();
  private final PixelKernels kernels;
  private final Groups groups;
  private short[][] coefficients = new short[4][0];

  /** Creates a decoder with the fastest kernels of this JVM. */
  public JpegDecoder() {
    this(PixelKernels.select(KernelChoice.AUTO));
  }

  /** Creates a decoder with the given kernels. */
  public JpegDecoder(PixelKernels kernels) {
    this.kernels = kernels;
    groups = new Groups(kernels);
  }

  /**
   * Reads everything before the first scan, without allocating memory for pixels.
   *
   * @param file begins with ff d8; not copied
   * @throws DecodingException if the file is not valid up to its first scan
   */
  public static JpegHeader open(byte[] file) throws DecodingException {
    return JpegHeader.read(file);
  }

  /**
   * Pixels along an edge of a reduced image.
   *
   * @param reduction 1, 2, 4 or 8
   */
  public static int reduced(int edge, int reduction) {
    return Component.ceil(edge, reduction);
  }

  /**
   * Decodes an image at its full size or at a fraction of it.
   *
   * @param header header of the file, which can be decoded once
   * @param reduction 1 for exact pixels; 2, 4 or 8 to reduce width and height by this factor
   * @param region part of the reduced image to decode
   * @param sink receives all rows of the region, unless an exception is thrown
   * @throws DecodingException if a part of the file, even outside the region, is missing or not
   *     valid
   */
  public void decode(JpegHeader header, int reduction, Region region, RowSink sink)
      throws DecodingException {
    if (reduction != 1 && reduction != 2 && reduction != 4 && reduction != 8) {
      throw new IllegalArgumentException("cannot reduce images by " + reduction);
    }
    Frame frame = header.frame;
    check(header);
    header.tables.keepIn(huffmanTables);
    try {
      Strips strips = new Strips(header, 8 / reduction, region, sink, groups, buffers, kernels);
      Scan scan = Scan.read(header.markers, frame, header.tables);
      data.open(header.file, header.markers.end());
      if (frame.isStreamed(scan)) {
        walk(header, scan, new StreamedBlocks(data, strips));
        readToEnd(header, null);
      } else {
        takeCoefficients(frame);
        StoredBlocks stored = new StoredBlocks(data);
        walk(header, scan, stored.reader(frame, scan, header.tables));
        readToEnd(header, stored);
        checkComponents(frame);
        StoredBlocks.show(frame, strips);
      }
    } finally {
      release(frame);
    }
  }

  private static void check(JpegHeader header) throws DecodingException {
    Frame frame = header.frame;
    if (frame.obstacle() != null) {
      throw DecodingException.unsupported(frame.obstacle());
    }
    int blocksOfByte = frame.arithmetic() ? MOST_ARITHMETIC : 8;
    if (frame.blocks() > (long) blocksOfByte * header.file.length) {
      throw DecodingException.truncated(
          "expected at least a byte for every %d of %d blocks, found its end at byte %d"
              .formatted(blocksOfByte, frame.blocks(), header.file.length));
    }
  }

  private void walk(JpegHeader header, Scan scan, BlockReader reader) throws DecodingException {
    new ScanWalk(data, scan, header.tables.restartInterval(), reader).run(header.frame);
  }

  /** Reads what follows the first scan up to the end-of-image marker. */
  private void readToEnd(JpegHeader header, StoredBlocks stored) throws DecodingException {
    Markers markers = header.markers;
    int scans = 1;
    int marker = nextOrEnd(header, data.markerAt());
    while (marker != Markers.EOI) {
      header.readTables(marker);
      int next = markers.end();
      if (marker == Markers.SOS) {
        scans++;
        checkScans(scans);
        Scan scan = Scan.read(markers, header.frame, header.tables);
        data.open(header.file, markers.end());
        walk(header, scan, stored.reader(header.frame, scan, header.tables));
        next = data.markerAt();
      }
      marker = nextOrEnd(header, next);
    }
  }

  /**
   * Goes to the next marker. If there is none, because the file ends or goes on with other bytes or
   * with another image, but all coefficients have been read, the end-of-image marker counts as read
   * and the image as one that lacks it.
   */
  private int nextOrEnd(JpegHeader header, int from) throws DecodingException {
    try {
      int marker = header.markers.next(from);
      if (marker != Markers.SOI || !header.frame.mayLackEnd()) {
        return marker;
      }
    } catch (DecodingException e) {
      if (!header.frame.mayLackEnd()) {
        throw e;
      }
    }
    header.endIsMissing();
    return Markers.EOI;
  }

  private static void checkScans(int scans) throws DecodingException {
    if (scans > MOST_SCANS) {
      throw DecodingException.unsupported("found more than " + MOST_SCANS + " scans");
    }
  }

  /** Allocates memory for all coefficients, filled with zeros. */
  private void takeCoefficients(Frame frame) throws DecodingException {
    List<Component> components = frame.components();
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      long length = 64L * component.paddedWide * component.paddedHigh;
      if (length > Integer.MAX_VALUE - 8) {
        throw DecodingException.unsupported("found " + length + " coefficients in one component");
      }
      if (coefficients[i].length < length) {
        coefficients[i] = new short[(int) length];
      } else {
        Arrays.fill(coefficients[i], 0, (int) length, (short) 0);
      }
      component.coefficients = coefficients[i];
    }
  }

  /**
   * Checks that each component has been coded. Some bits of its coefficients may be missing, which
   * only makes the image coarser.
   */
  private static void checkComponents(Frame frame) throws DecodingException {
    for (Component component : frame.components()) {
      if (component.missingBits[0] < 0) {
        throw DecodingException.truncated(
            "expected a scan of component %d, found the end-of-image marker"
                .formatted(component.id));
      }
    }
  }

  private void release(Frame frame) {
    groups.clear();
    data.release();
    buffers.release();
    for (int i = 0; i < coefficients.length; i++) {
      if (coefficients[i].length > KEPT_COEFFICIENTS) {
        coefficients[i] = new short[0];
      }
    }
  }
}
