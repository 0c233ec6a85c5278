package io.flinkmobilenet.stream.config;

/** Which subtasks write the chunks of models into a checkpoint. */
public enum ModelStateForm {
  /** Each subtask writes all chunks, as broadcast state. */
  BROADCAST("broadcast"),
  /** Each chunk is written by one subtask, as union list state. */
  SHARDED("sharded");

  /** Bytes of models in a checkpoint from which on another form is suggested. */
  private static final long LARGE = 256L << 20;

  private final String text;

  ModelStateForm(String text) {
    this.text = text;
  }

  /**
   * Returns whether a checkpoint has so many bytes of models that another form is better.
   *
   * @param bytes of the models that a subtask keeps
   * @param parallelism number of subtasks
   */
  public boolean isTooLarge(long bytes, int parallelism) {
    return this == BROADCAST && parallelism > 1 && bytes * parallelism > LARGE;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return text;
  }
}
