package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;
import java.util.List;

/**
 * A frame header: ITU-T T.81, section B.2.2.
 *
 * @param width samples per line
 * @param height lines
 * @param progressive true if coefficients are coded in several passes
 * @param arithmetic true if arithmetic coding is used, not Huffman tables
 * @param components at least one
 * @param mostAcross the largest horizontal sampling factor
 * @param mostDown the largest vertical sampling factor
 * @param obstacle reason why this package cannot decode the frame; null if it can
 */
record Frame(
    int width,
    int height,
    boolean progressive,
    boolean arithmetic,
    List<Component> components,
    int mostAcross,
    int mostDown,
    String obstacle) {
  private static final int PROGRESSIVE = 2;

  /** Added to a process's number if arithmetic coding is used. */
  private static final int ARITHMETIC = 8;

  private static final int LARGEST_FACTOR = 4;

  /**
   * Reads the header in the parser's current segment.
   *
   * @param process the number in the marker's name: 2 in SOF2
   */
  static Frame read(Markers in, int process) throws DecodingException {
    int precision = in.u8();
    int height = in.u16();
    int width = in.u16();
    int count = in.u8();
    if (count == 0 || in.remaining() != 3 * count) {
      throw in.malformed("has " + count + " components in " + in.remaining() + " bytes");
    }
    if (width == 0) {
      throw in.malformed("states a width of 0");
    }
    if (height == 0) {
      throw DecodingException.unsupported(
          "expected the height in the frame header, found 0: a DNL segment would state it later");
    }
    Component[] components = new Component[count];
    int mostAcross = 1;
    int mostDown = 1;
    for (int i = 0; i < count; i++) {
      components[i] = component(in, i, count == 1);
      mostAcross = Math.max(mostAcross, components[i].across);
      mostDown = Math.max(mostDown, components[i].down);
    }
    for (Component component : components) {
      component.layOut(width, height, mostAcross, mostDown);
    }
    return new Frame(
        width,
        height,
        process % ARITHMETIC == PROGRESSIVE,
        process > ARITHMETIC,
        List.of(components),
        mostAcross,
        mostDown,
        obstacle(process, precision, components, mostAcross, mostDown));
  }

  private static String obstacle(
      int process, int precision, Component[] components, int mostAcross, int mostDown) {
    int count = components.length;
    if (process % ARITHMETIC > PROGRESSIVE) {
      return "expected sequential or progressive frames, SOF0 to SOF2, SOF9 or SOF10, found SOF"
          + process;
    }
    if (precision != 8 || count != 1 && count != 3 && count != 4) {
      return "expected 1, 3 or 4 components of 8 bits, found %d of %d bits"
          .formatted(count, precision);
    }
    for (Component component : components) {
      if (mostAcross % component.across != 0 || mostDown % component.down != 0) {
        return "expected whole pixels per sample, found factors %d x %d of %d x %d"
            .formatted(component.across, component.down, mostAcross, mostDown);
      }
    }
    return null;
  }

  private static Component component(Markers in, int index, boolean alone)
      throws DecodingException {
    int id = in.u8();
    int factors = in.u8();
    int across = factors >> 4;
    int down = factors & 15;
    int quantisation = in.u8();
    if (across < 1 || across > LARGEST_FACTOR || down < 1 || down > LARGEST_FACTOR) {
      throw in.malformed("has sampling factors " + across + " x " + down + ", expected 1 to 4");
    }
    if (quantisation > 3) {
      throw in.malformed("names quantisation table " + quantisation + ", expected 0 to 3");
    }
    // Sampling factors are relative to each other. By section A.2.2, the blocks of a single
    // component are not interleaved.
    return new Component(index, id, alone ? 1 : across, alone ? 1 : down, quantisation);
  }

  /** Rows of interleaved MCUs. */
  int mcusHigh() {
    return Component.ceil(height, mostDown * 8);
  }

  /** Columns of interleaved MCUs. */
  int mcusWide() {
    return Component.ceil(width, mostAcross * 8);
  }

  /**
   * True if the first scan contains all data, in an order in which no coefficients have to be kept.
   */
  boolean isStreamed(Scan scan) {
    return !progressive && !arithmetic && scan.components().size() == components.size();
  }

  /**
   * True if the scans so far code all bits of all coefficients, so that only the end-of-image
   * marker can be missing. Always false for arithmetic coding, whose data do not show whether they
   * were truncated.
   */
  boolean mayLackEnd() {
    if (arithmetic) {
      return false;
    }
    for (Component component : components) {
      for (int missing : component.missingBits) {
        if (missing != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Blocks of all components, including those that only fill up MCUs. */
  long blocks() {
    long blocks = 0;
    for (Component component : components) {
      blocks += (long) component.paddedWide * component.paddedHigh;
    }
    return blocks;
  }
}
