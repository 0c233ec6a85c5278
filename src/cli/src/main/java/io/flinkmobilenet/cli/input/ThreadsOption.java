package io.flinkmobilenet.cli.input;

import picocli.CommandLine.Option;

/** The option of all commands that classify images in parallel. */
public final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Images classified in parallel (default: one per processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Number of threads, as given; the command checks that it is at least 1. */
  public int count() {
    return threads;
  }
}
