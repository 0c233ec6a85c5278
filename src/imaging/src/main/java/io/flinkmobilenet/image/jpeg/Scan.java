package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * A scan header: ITU-T T.81, section B.2.3.
 *
 * @param components components that the scan codes, in their order
 * @param from first coefficient in zigzag order (Ss)
 * @param to last coefficient (Se)
 * @param refines 0 for a first pass, otherwise the number of bits that were missing before (Ah)
 * @param missing number of bits that are missing after it (Al)
 */
record Scan(List<Component> components, int from, int to, int refines, int missing) {
  private static final int MOST_BLOCKS = 10;
  private static final int MOST_MISSING = 13;

  /** Reads the header in the parser's current segment and assigns the tables to the components. */
  static Scan read(Markers in, Frame frame, Tables tables) throws DecodingException {
    int count = in.u8();
    if (count < 1 || count > 4 || in.remaining() != 2 * count + 3) {
      throw in.malformed("codes " + count + " components in " + in.remaining() + " bytes");
    }
    List<Component> components = new ArrayList<>();
    int[] selectors = new int[count];
    int blocks = 0;
    for (int i = 0; i < count; i++) {
      Component component = find(in, frame, in.u8(), components);
      components.add(component);
      blocks += component.across * component.down;
      selectors[i] = in.u8();
      if (selectors[i] >> 4 > 3 || (selectors[i] & 15) > 3) {
        throw in.malformed("names Huffman tables %02x, expected 00 to 33".formatted(selectors[i]));
      }
    }
    if (count > 1 && blocks > MOST_BLOCKS) {
      throw in.malformed("has " + blocks + " blocks per MCU, expected at most " + MOST_BLOCKS);
    }
    int from = in.u8();
    int to = in.u8();
    int bits = in.u8();
    Scan scan =
        frame.progressive()
            ? new Scan(components, from, to, bits >> 4, bits & 15)
            : new Scan(components, 0, 63, 0, 0);
    if (frame.progressive() && !scan.isProgression()) {
      throw in.malformed(
          "codes coefficients %d to %d of %d components, bits %d to %d"
              .formatted(from, to, count, bits >> 4, bits & 15));
    }
    scan.checkTurn(in);
    scan.assignTables(selectors, tables, frame.arithmetic());
    return scan;
  }

  /**
   * Finds the component that a selector names. Some encoders give several components the same id.
   * These are distinguished by their order: a component's place in the scan is never later than its
   * place in the frame.
   *
   * @param before components that the previous selectors have named
   */
  private static Component find(Markers in, Frame frame, int id, List<Component> before)
      throws DecodingException {
    List<Component> named = new ArrayList<>(frame.components().size());
    for (Component component : frame.components()) {
      if (component.id == id) {
        named.add(component);
      }
    }
    if (named.isEmpty()) {
      throw in.malformed("names component " + id + ", which the frame does not have");
    }
    for (Component component : named) {
      boolean inOrder = named.size() == 1 || component.index >= before.size();
      if (inOrder && !before.contains(component)) {
        return component;
      }
    }
    throw in.malformed("names component %d more often than the frame has it".formatted(id));
  }

  /** True if the parameters are those of a progressive scan: section G.1.1.1. */
  private boolean isProgression() {
    boolean band = from == 0 ? to == 0 : from <= to && to <= 63 && components.size() == 1;
    return band && missing <= MOST_MISSING && (refines == 0 || refines == missing + 1);
  }

  /**
   * Checks that each coefficient is coded once or, in progressive frames, in the order of its bits.
   */
  private void checkTurn(Markers in) throws DecodingException {
    for (Component component : components) {
      for (int k = from; k <= to; k++) {
        int before = component.missingBits[k];
        boolean inTurn = refines == 0 ? before < 0 : before == refines;
        if (!inTurn || from > 0 && component.missingBits[0] < 0) {
          throw in.malformed(
              "codes coefficient %d of component %d down to bit %d out of turn"
                  .formatted(k, component.id, missing));
        }
        component.missingBits[k] = missing;
      }
    }
  }

  private void assignTables(int[] selectors, Tables tables, boolean arithmetic)
      throws DecodingException {
    for (int i = 0; i < selectors.length; i++) {
      Component component = components.get(i);
      if (component.multipliers == null) {
        component.multipliers = tables.multipliers(component.quantisation);
      }
      component.dcTable = selectors[i] >> 4;
      component.acTable = selectors[i] & 15;
      if (!arithmetic && from == 0 && refines == 0) {
        component.dc = tables.dc(component.dcTable);
      }
      if (!arithmetic && to > 0) {
        component.ac = tables.ac(component.acTable);
      }
    }
  }

  /** True if blocks of several components alternate. */
  boolean interleaved() {
    return components.size() > 1;
  }
}
