package io.flinkmobilenet.kernel;

/** The function applied to a layer's sums before they are stored. */
public enum Activation {
  /** The identity. */
  LINEAR,
  /** min(max(x, 0), 6). */
  RELU6
}
