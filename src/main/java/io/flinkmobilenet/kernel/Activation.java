package io.flinkmobilenet.kernel;

/** What is done to a layer's sums before they are stored. */
public enum Activation {
  /** Nothing. */
  LINEAR,
  /** min(max(x, 0), 6). */
  RELU6
}
