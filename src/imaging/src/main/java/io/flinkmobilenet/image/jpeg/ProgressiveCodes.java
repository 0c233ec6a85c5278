package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;

/** Reads blocks of progressive scans: ITU-T T.81, section G.1.2 and the figures of G.2. */
final class ProgressiveCodes {
  private static final int SHIFT = 64 - HuffmanTable.LOOKAHEAD;

  private final EntropyData in;

  /** Number of blocks whose remaining band has no new coefficients. */
  private int endOfBandRun;

  ProgressiveCodes(EntropyData in) {
    this.in = in;
  }

  void restart() {
    endOfBandRun = 0;
  }

  /** Reads a DC coefficient in its first pass: section G.1.2.1. */
  void readDc(Component component, int at, int missing) throws DecodingException {
    component.predictor += SequentialCodes.readDc(in, component.dc);
    component.coefficients[at] = (short) (component.predictor << missing);
    in.checkEnd();
  }

  /** Reads one more bit of a DC coefficient. */
  void refineDc(Component component, int at, int missing) throws DecodingException {
    if (bit()) {
      component.coefficients[at] |= (short) (1 << missing);
    }
    in.checkEnd();
  }

  /** Reads AC coefficients in their first pass: section G.1.2.2. */
  void readAc(Component component, int at, Scan scan) throws DecodingException {
    if (endOfBandRun > 0) {
      endOfBandRun--;
      return;
    }
    int[] entries = component.ac.entries();
    byte[] bytes = in.bytes();
    short[] coefficients = component.coefficients;
    long bits = in.bits;
    int count = in.count;
    int position = in.position;
    int k = scan.from() - 1;
    while (k < scan.to()) {
      if (count < 32) {
        bits |= (long) EntropyData.LONG.get(bytes, position) >>> count;
        position += 63 - count >> 3;
        count |= 56;
      }
      int entry = entries[(int) (bits >>> SHIFT)];
      if (entry == 0) {
        entry = SequentialCodes.longEntry(in, component.ac, bits, count, position);
      }
      int size = entry >>> 12 & 15;
      int done = entry >>> 20;
      long number = bits << (entry >>> 6);
      bits <<= entry;
      count -= entry & 63;
      if (size == 0 && done == HuffmanTable.END) {
        int length = entry >>> 16 & 15;
        endOfBandRun = (1 << length) - 1 + (int) (number >>> 1 >>> 63 - length);
        bits <<= length;
        count -= length;
        break;
      }
      k += done;
      if (size != 0 && k <= scan.to()) {
        int value = SequentialCodes.value(number, size);
        coefficients[at + k] = (short) (value << scan.missing());
      }
    }
    in.bits = bits;
    in.count = count;
    in.position = position;
    check(k, scan);
  }

  /** Reads one more bit of AC coefficients: section G.1.2.3. */
  void refineAc(Component component, int at, Scan scan) throws DecodingException {
    int k = scan.from();
    while (endOfBandRun == 0 && k <= scan.to()) {
      int entry = SequentialCodes.next(in, component.ac);
      int run = entry >>> 16 & 15;
      int size = entry >>> 12 & 15;
      if (size > 1) {
        throw in.malformed("expected a new coefficient of 1 bit, found " + size + " bits");
      }
      if (size == 0 && run < 15) {
        endOfBandRun = (1 << run) + (run == 0 ? 0 : bits(run));
        break;
      }
      int one = 1 << scan.missing();
      int value = size == 0 ? 0 : bit() ? one : -one;
      k = refineUpToZero(component.coefficients, at, k, run, scan);
      if (value != 0) {
        check(k, scan);
        component.coefficients[at + k] = (short) value;
      }
      k++;
    }
    if (endOfBandRun > 0) {
      refineUpToZero(component.coefficients, at, k, 64, scan);
      endOfBandRun--;
    }
    in.checkEnd();
  }

  /**
   * Refines known coefficients up to the zero coefficient that follows {@code zeros} other zeros.
   *
   * @return index of that zero, or an index just after the band
   */
  private int refineUpToZero(short[] coefficients, int at, int from, int zeros, Scan scan) {
    int one = 1 << scan.missing();
    int left = zeros;
    for (int k = from; k <= scan.to(); k++) {
      int known = coefficients[at + k];
      if (known == 0) {
        if (left == 0) {
          return k;
        }
        left--;
      } else if (bit()) {
        coefficients[at + k] = (short) (known > 0 ? known + one : known - one);
      }
    }
    return scan.to() + 1;
  }

  private void check(int k, Scan scan) throws DecodingException {
    in.checkEnd();
    if (k > scan.to()) {
      throw in.malformed(
          "expected coefficients up to %d, found coefficient %d".formatted(scan.to(), k));
    }
  }

  private boolean bit() {
    SequentialCodes.refill(in);
    boolean set = in.bits < 0;
    in.bits <<= 1;
    in.count--;
    return set;
  }

  private int bits(int length) {
    SequentialCodes.refill(in);
    int value = (int) (in.bits >>> 64 - length);
    in.bits <<= length;
    in.count -= length;
    return value;
  }
}
