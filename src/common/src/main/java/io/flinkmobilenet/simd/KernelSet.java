package io.flinkmobilenet.simd;

/** One implementation of some arithmetic. */
public interface KernelSet {
  /** Returns the name for logs and metrics: {@code scalar}, {@code vector-512}. */
  String name();
}
