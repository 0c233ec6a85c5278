package io.flinkmobilenet.network;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Creates arrays that start at a page, as {@link ArenaLayout} assumes, if the garbage collector
 * allows it.
 *
 * <p>G1 gives an array larger than half a region regions of its own and does not move it. Smaller
 * arrays start anywhere, so that most vectors in them cross cache lines and an image takes 5 to 8 %
 * longer. Other collectors put arrays of every size anywhere.
 */
final class Arenas {
  /** Larger regions exist only if the user sets their size. */
  private static final int LARGEST_REGION = 32 << 20;

  private static final int REGION = regionBytes();

  private Arenas() {}

  /** Returns an array of at least the given number of floats. */
  static float[] atLeast(int floats) {
    int halfRegion = REGION <= LARGEST_REGION ? REGION / 2 / Float.BYTES : 0;
    return new float[Math.max(floats, halfRegion)];
  }

  /** Bytes per region of the heap; 0 if the collector is not G1 or the JVM does not report it. */
  private static int regionBytes() {
    try {
      HotSpotDiagnosticMXBean hotSpot =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return Integer.parseInt(hotSpot.getVMOption("G1HeapRegionSize").getValue());
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }
}
