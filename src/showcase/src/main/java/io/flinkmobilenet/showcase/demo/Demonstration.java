package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.cli.terminal.Interruption;
import io.flinkmobilenet.showcase.local.LocalJob;

/** The part of the demonstration that runs once broker and cluster have started. */
interface Demonstration {
  /**
   * Runs the demonstration to its end or until Ctrl-C.
   *
   * @param job the job, not started yet
   * @return the exit code
   */
  int run(LocalJob job, Interruption interruption) throws Exception;
}
