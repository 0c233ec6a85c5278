package io.flinkmobilenet.stream.config;

/** Which threads decode and classify images. */
public enum Stages {
  /** A thread of its own for each, so that the next image is decoded meanwhile. */
  SEPARATE("separate"),
  /** One thread for both, so that pixels are not copied from one to the other. */
  TOGETHER("together");

  private final String text;

  Stages(String text) {
    this.text = text;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return text;
  }
}
