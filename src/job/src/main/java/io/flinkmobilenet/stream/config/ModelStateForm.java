package io.flinkmobilenet.stream.config;

/** Which subtasks write the chunks of models into a checkpoint. */
public enum ModelStateForm {
  /** Each subtask writes all chunks, as broadcast state. */
  BROADCAST("broadcast"),
  /** Each chunk is written by one subtask, as union list state. */
  SHARDED("sharded");

  private final String text;

  ModelStateForm(String text) {
    this.text = text;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return text;
  }
}
