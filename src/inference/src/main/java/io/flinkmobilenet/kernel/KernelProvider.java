package io.flinkmobilenet.kernel;

import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.simd.KernelLoader;

/** Chooses the network's kernels for this JVM. */
public final class KernelProvider {
  private static final KernelLoader<Kernels> LOADER =
      new KernelLoader<>(
          Kernels.class, "io.flinkmobilenet.kernel.vector.VectorKernels", ScalarKernels::new);

  private KernelProvider() {}

  /**
   * Returns the kernels to use.
   *
   * @throws IllegalStateException if vector kernels are requested and cannot run; the message says
   *     what is missing
   */
  public static Kernels select(KernelChoice choice) {
    return LOADER.select(choice);
  }
}
