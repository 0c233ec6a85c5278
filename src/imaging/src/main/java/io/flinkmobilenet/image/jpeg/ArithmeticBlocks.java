package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;
import java.util.Arrays;

/**
 * Reads blocks of arithmetically coded scans: ITU-T T.81, sections F.1.4, F.2.4, G.1.3 and G.2. The
 * contexts of the decisions are laid out as in tables F.4 and F.5.
 */
final class ArithmeticBlocks implements BlockReader {
  private static final int DC_CONTEXTS = 49;
  private static final int AC_CONTEXTS = 245;
  private static final int DC_X1 = 20;
  private static final int AC_X2_LOW = 189;
  private static final int AC_X2_HIGH = 217;

  /** Offset from the contexts of a magnitude's category to those of its bits. */
  private static final int BITS = 14;

  private static final int LARGEST = 1 << 15;

  private final EntropyData in;
  private final QmDecoder decisions;
  private final Scan scan;
  private final ArithmeticConditioning conditioning;
  private final byte[][] dc = new byte[4][DC_CONTEXTS];
  private final byte[][] ac = new byte[4][AC_CONTEXTS];
  private final byte[] even = {QmDecoder.FIXED};

  /** First context of the next DC difference, by component; depends on the previous difference. */
  private final int[] dcContexts = new int[4];

  /** Starts at the beginning of a scan's data, which have just been opened. */
  ArithmeticBlocks(EntropyData in, Scan scan, ArithmeticConditioning conditioning) {
    this.in = in;
    this.scan = scan;
    this.conditioning = conditioning;
    decisions = new QmDecoder(in);
    decisions.start();
  }

  @Override
  public void restart() {
    for (int i = 0; i < dc.length; i++) {
      Arrays.fill(dc[i], (byte) 0);
      Arrays.fill(ac[i], (byte) 0);
    }
    Arrays.fill(dcContexts, 0);
    decisions.start();
  }

  @Override
  public void read(Component component, int row, int column) throws DecodingException {
    int at = component.coefficientsAt(row, column);
    short[] coefficients = component.coefficients;
    if (scan.from() == 0 && scan.refines() == 0) {
      component.predictor += difference(component);
      coefficients[at] = (short) (component.predictor << scan.missing());
    } else if (scan.from() == 0 && decisions.decode(even, 0)) {
      coefficients[at] |= (short) (1 << scan.missing());
    }
    if (scan.to() > 0 && scan.refines() == 0) {
      readAc(component, at);
    } else if (scan.to() > 0) {
      refineAc(component, at);
    }
    in.checkEnd();
  }

  /** Reads the difference from the previous DC coefficient. */
  private int difference(Component component) throws DecodingException {
    byte[] statistics = dc[component.dcTable];
    int context = dcContexts[component.index];
    if (!decisions.decode(statistics, context)) {
      dcContexts[component.index] = 0;
      return 0;
    }
    boolean negative = decisions.decode(statistics, context + 1);
    int category = 0;
    int bits = context + (negative ? 3 : 2);
    if (decisions.decode(statistics, bits)) {
      category = 1;
      bits = DC_X1;
      while (decisions.decode(statistics, bits)) {
        category = doubled(category);
        bits++;
      }
    }
    dcContexts[component.index] = next(component.dcTable, category, negative);
    int magnitude = magnitude(statistics, category, bits + BITS);
    return negative ? -magnitude : magnitude;
  }

  private int next(int table, int category, boolean negative) {
    if (category < conditioning.smallest(table)) {
      return 0;
    }
    int size = category > conditioning.small(table) ? 12 : 4;
    return negative ? size + 4 : size;
  }

  private int doubled(int category) throws DecodingException {
    if (category == LARGEST >> 1) {
      throw in.impossible("expected a coefficient of at most 15 bits, found more");
    }
    return category << 1;
  }

  /**
   * Reads the bits of a magnitude below its known highest bit, and returns the magnitude plus 1.
   */
  private int magnitude(byte[] statistics, int category, int bits) {
    int value = category;
    for (int bit = category >> 1; bit > 0; bit >>= 1) {
      value |= decisions.decode(statistics, bits) ? bit : 0;
    }
    return value + 1;
  }

  private void readAc(Component component, int at) throws DecodingException {
    byte[] statistics = ac[component.acTable];
    int k = Math.max(1, scan.from());
    while (k <= scan.to() && !decisions.decode(statistics, 3 * (k - 1))) {
      while (!decisions.decode(statistics, 3 * (k - 1) + 1)) {
        k = following(k);
      }
      component.coefficients[at + k] =
          (short) (coefficient(statistics, component.acTable, k) << scan.missing());
      k++;
    }
  }

  private int following(int k) throws DecodingException {
    if (k >= scan.to()) {
      throw in.impossible("expected coefficients up to %d, found more".formatted(scan.to()));
    }
    return k + 1;
  }

  private int coefficient(byte[] statistics, int table, int k) throws DecodingException {
    boolean negative = decisions.decode(even, 0);
    int category = 0;
    int bits = 3 * (k - 1) + 2;
    if (decisions.decode(statistics, bits)) {
      category = 1;
      if (decisions.decode(statistics, bits)) {
        category = 2;
        bits = k <= conditioning.lastLow(table) ? AC_X2_LOW : AC_X2_HIGH;
        while (decisions.decode(statistics, bits)) {
          category = doubled(category);
          bits++;
        }
      }
    }
    int magnitude = magnitude(statistics, category, bits + BITS);
    return negative ? -magnitude : magnitude;
  }

  /**
   * Reads one more bit of the known coefficients, and new coefficients of one bit: section G.1.3.3.
   */
  private void refineAc(Component component, int at) throws DecodingException {
    byte[] statistics = ac[component.acTable];
    short[] coefficients = component.coefficients;
    int one = 1 << scan.missing();
    int known = scan.to();
    while (known > 0 && coefficients[at + known] == 0) {
      known--;
    }
    int k = scan.from();
    while (k <= scan.to() && (k <= known || !decisions.decode(statistics, 3 * (k - 1)))) {
      while (coefficients[at + k] == 0 && !decisions.decode(statistics, 3 * (k - 1) + 1)) {
        k = following(k);
      }
      int coefficient = coefficients[at + k];
      if (coefficient == 0) {
        coefficients[at + k] = (short) (decisions.decode(even, 0) ? -one : one);
      } else if (decisions.decode(statistics, 3 * (k - 1) + 2)) {
        coefficients[at + k] = (short) (coefficient > 0 ? coefficient + one : coefficient - one);
      }
      k++;
    }
  }
}
