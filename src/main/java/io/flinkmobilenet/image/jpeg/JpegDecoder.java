package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import io.flinkmobilenet.kernel.KernelChoice;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.PixelKernels;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes JPEG images of 8 bits, sequential or progressive, of Huffman or arithmetic coding: <a
 * href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>. Keeps its memory from one
 * picture to the next; for one thread at a time.
 */
public final class JpegDecoder {
  /** Each scan may cost as much time as the whole picture; encoders write about ten. */
  private static final int MOST_SCANS = 100;

  /**
   * Blocks that a byte of arithmetically coded data may stand for. One that is like the blocks
   * before takes next to nothing, but a file that is short for its image would cost much time all
   * the same.
   */
  private static final int MOST_ARITHMETIC = 64;

  private static final int KEPT_COEFFICIENTS = 1 << 20;

  private final EntropyData data = new EntropyData();
  private final Buffers buffers = new Buffers();
  private final PixelKernels kernels;
  private final Groups groups;
  private short[][] coefficients = new short[4][0];

  /** A decoder that computes with the best kernels of this JVM. */
  public JpegDecoder() {
    this(KernelProvider.select(KernelChoice.AUTO).pixels());
  }

  /** A decoder that computes with these kernels. */
  public JpegDecoder(PixelKernels kernels) {
    this.kernels = kernels;
    groups = new Groups(kernels);
  }

  /**
   * Reads what stands before the first scan, and takes no memory for pixels.
   *
   * @param file begins with ff d8; not copied
   * @throws JpegException if no scan is announced
   */
  public static JpegHeader open(byte[] file) throws JpegException {
    return JpegHeader.read(file);
  }

  /**
   * Pixels along an edge of a reduced picture.
   *
   * @param reduction 1, 2, 4 or 8
   */
  public static int reduced(int edge, int reduction) {
    return Component.ceil(edge, reduction);
  }

  /**
   * Decodes a picture, or the same picture at a fraction of its size.
   *
   * @param header of the file, which can be decoded once
   * @param reduction 1 for exact pixels; 2, 4 or 8 for so many times fewer each way
   * @param region inside of the picture as reduced
   * @param sink takes all rows of the region, unless an exception ends them
   * @throws JpegException if a part of the file, even outside of the region, is missing or wrong
   */
  public void decode(JpegHeader header, int reduction, Region region, RowSink sink)
      throws JpegException {
    if (reduction != 1 && reduction != 2 && reduction != 4 && reduction != 8) {
      throw new IllegalArgumentException("cannot reduce pictures by " + reduction);
    }
    Frame frame = header.frame;
    check(header);
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

  private static void check(JpegHeader header) throws JpegException {
    Frame frame = header.frame;
    if (frame.obstacle() != null) {
      throw JpegException.unsupported(frame.obstacle());
    }
    int blocksOfByte = frame.arithmetic() ? MOST_ARITHMETIC : 8;
    if (frame.blocks() > (long) blocksOfByte * header.file.length) {
      throw JpegException.truncated(
          "expected at least a byte for every %d of %d blocks, found its end at byte %d"
              .formatted(blocksOfByte, frame.blocks(), header.file.length));
    }
  }

  private void walk(JpegHeader header, Scan scan, BlockReader reader) throws JpegException {
    new ScanWalk(data, scan, header.tables.restartInterval(), reader).run(header.frame);
  }

  /** Reads what follows the first scan up to the end-of-image marker. */
  private void readToEnd(JpegHeader header, StoredBlocks stored) throws JpegException {
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
   * Goes to the next marker. Where the file ends, goes on with what is no segment or with the next
   * image, but all coefficients have been read, the end-of-image marker is taken as read and the
   * image as one that lacks it.
   */
  private int nextOrEnd(JpegHeader header, int from) throws JpegException {
    try {
      int marker = header.markers.next(from);
      if (marker != Markers.SOI || !header.frame.mayLackEnd()) {
        return marker;
      }
    } catch (JpegException e) {
      if (!header.frame.mayLackEnd()) {
        throw e;
      }
    }
    header.endIsMissing();
    return Markers.EOI;
  }

  private static void checkScans(int scans) throws JpegException {
    if (scans > MOST_SCANS) {
      throw JpegException.unsupported("found more than " + MOST_SCANS + " scans");
    }
  }

  /** Takes memory for all coefficients, zeros. */
  private void takeCoefficients(Frame frame) throws JpegException {
    List<Component> components = frame.components();
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      long length = 64L * component.paddedWide * component.paddedHigh;
      if (length > Integer.MAX_VALUE - 8) {
        throw JpegException.unsupported("found " + length + " coefficients in one component");
      }
      if (coefficients[i].length < length) {
        coefficients[i] = new short[(int) length];
      } else {
        Arrays.fill(coefficients[i], 0, (int) length, (short) 0);
      }
      component.coefficients = coefficients[i];
    }
  }

  /** Bits of coefficients may be left out for good, which makes an image coarse; none is half. */
  private static void checkComponents(Frame frame) throws JpegException {
    for (Component component : frame.components()) {
      if (component.missingBits[0] < 0) {
        throw JpegException.truncated(
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
