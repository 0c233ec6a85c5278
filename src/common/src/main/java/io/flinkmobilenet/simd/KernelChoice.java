package io.flinkmobilenet.simd;

/** The user's choice of kernels. */
public enum KernelChoice {
  /** Vector kernels if they can run, otherwise scalar kernels. */
  AUTO,
  /** Vector kernels; it is an error if they cannot run. */
  VECTOR,
  /** Scalar kernels. */
  SCALAR
}
