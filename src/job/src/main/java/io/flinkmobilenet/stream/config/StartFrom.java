package io.flinkmobilenet.stream.config;

/** Where a job without a checkpoint starts to read the images topic. */
public enum StartFrom {
  /** At the oldest record that the topic still has. */
  EARLIEST("earliest"),
  /** At the first record after the start of the job. */
  LATEST("latest"),
  /** At the group's committed offset; at the oldest record if the group has never read. */
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
