package io.flinkmobilenet.stream.config;

/** Which images get the answer of an earlier one instead of being classified. */
public enum ReuseMode {
  /** None: every image is classified. */
  OFF,
  /** Images with the bytes of an earlier image. */
  EXACT,
  /** These, and images that look like the latest image of the same source. */
  NEAR
}
