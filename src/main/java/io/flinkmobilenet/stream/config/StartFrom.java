package io.flinkmobilenet.stream.config;

/** Where a job without a checkpoint begins to read the images topic. */
public enum StartFrom {
  /** The oldest record that the topic still has. */
  EARLIEST("earliest"),
  /** The first record after the job started. */
  LATEST("latest"),
  /** Where the consumer group stopped; the oldest record where it never read. */
  COMMITTED("committed");

  private final String text;

  StartFrom(String text) {
    this.text = text;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return text;
  }
}
