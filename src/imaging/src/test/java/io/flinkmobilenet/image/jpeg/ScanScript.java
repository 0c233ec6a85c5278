package io.flinkmobilenet.image.jpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A scan to write.
 *
 * @param components indices
 * @param from first coefficient
 * @param to last coefficient
 * @param refines number of bits that were missing before, 0 for a first pass
 * @param missing number of bits that are missing afterwards
 * @param sequential true if it belongs to a sequential frame
 */
record ScanScript(
    int[] components, int from, int to, int refines, int missing, boolean sequential) {
  /** Sequential scans: of all components together, or of groups of them. */
  static List<ScanScript> sequential(int components, boolean together, Random random) {
    List<ScanScript> scans = new ArrayList<>();
    for (int first = 0; first < components; ) {
      int count = together ? components : 1;
      scans.add(new ScanScript(range(first, count), 0, 63, 0, 0, true));
      first += count;
    }
    java.util.Collections.shuffle(scans, random);
    return scans;
  }

  /** Progressive scans: bands and bits cut at random. */
  static List<ScanScript> progressive(int components, boolean together, Random random) {
    List<ScanScript> scans = new ArrayList<>();
    int dcBits = random.nextInt(3);
    for (int missing = dcBits; missing >= 0; missing--) {
      int refines = missing == dcBits ? 0 : missing + 1;
      for (int first = 0; first < components; ) {
        int count = together ? components : 1;
        scans.add(new ScanScript(range(first, count), 0, 0, refines, missing, false));
        first += count;
      }
    }
    for (int component = 0; component < components; component++) {
      int cut = 1 + random.nextInt(62);
      bands(scans, component, 1, cut, random.nextInt(4));
      bands(scans, component, cut + 1, 63, random.nextInt(4));
    }
    return scans;
  }

  private static void bands(List<ScanScript> scans, int component, int from, int to, int bits) {
    for (int missing = bits; missing >= 0; missing--) {
      int refines = missing == bits ? 0 : missing + 1;
      scans.add(new ScanScript(new int[] {component}, from, to, refines, missing, false));
    }
  }

  private static int[] range(int first, int count) {
    int[] range = new int[count];
    for (int i = 0; i < count; i++) {
      range[i] = first + i;
    }
    return range;
  }
}
