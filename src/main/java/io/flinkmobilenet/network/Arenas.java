package io.flinkmobilenet.network;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Makes arrays that start with a page, as {@link ArenaLayout} wants them to, where the garbage
 * collector can be made to.
 *
 * <p>G1 gives an array of more than half a region regions of its own, and does not move it. Smaller
 * ones lie anywhere, and most vectors in them straddle cache lines: a picture takes 5 to 8 %
 * longer. Other collectors put arrays of every size anywhere.
 */
final class Arenas {
  /** Larger regions there are only where somebody asks for them. */
  private static final int LARGEST_REGION = 32 << 20;

  private static final int REGION = regionBytes();

  private Arenas() {}

  /** An array of at least so many floats. */
  static float[] atLeast(int floats) {
    int halfRegion = REGION <= LARGEST_REGION ? REGION / 2 / Float.BYTES : 0;
    return new float[Math.max(floats, halfRegion)];
  }

  /** Bytes of a region of the heap; 0 without G1, or where the JVM is none that would say. */
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
