package io.flinkmobilenet.kernel;

/** Which kernels a user asks for. */
public enum KernelChoice {
  /** Vector kernels where they can run, else scalar ones. */
  AUTO,
  /** Vector kernels or failure. */
  VECTOR,
  /** Scalar kernels. */
  SCALAR
}
