package io.flinkmobilenet.kernel;

import io.flinkmobilenet.simd.VectorWidths;
import java.util.List;

/** The kernels under test: those this JVM must offer, and vector kernels of every width. */
public final class KernelSets {
  private KernelSets() {}

  /** Whether this JVM was started with the Vector API, so that vector kernels must be found. */
  public static boolean vectorExpected() {
    return VectorWidths.expected();
  }

  /** Vector kernels of 128, 256 and 512 bits; none if the JVM has no Vector API. */
  public static List<Kernels> everyWidth() {
    return VectorWidths.all(Kernels.class, "io.flinkmobilenet.kernel.vector.VectorKernels");
  }
}
