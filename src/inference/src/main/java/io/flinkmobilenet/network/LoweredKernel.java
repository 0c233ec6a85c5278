package io.flinkmobilenet.network;

import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * A kernel and the set that it is from.
 *
 * @param set name of the set of kernels
 * @param kernel the kernel
 */
record LoweredKernel(String set, OperatorKernel kernel) {
  /** Returns the name of the set, and of the algorithm if the set has several. */
  String name() {
    return kernel.algorithm().isEmpty() ? set : "%s (%s)".formatted(set, kernel.algorithm());
  }
}
