package io.flinkmobilenet.stream.config;

/** How often a prediction may appear in its topic after a failure. */
public enum Delivery {
  /**
   * Exactly once: records become visible to {@code read_committed} readers with each checkpoint.
   */
  EXACTLY_ONCE("exactly-once"),
  /** Once or more often: records are visible immediately. */
  AT_LEAST_ONCE("at-least-once");

  private final String text;

  Delivery(String text) {
    this.text = text;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return text;
  }
}
