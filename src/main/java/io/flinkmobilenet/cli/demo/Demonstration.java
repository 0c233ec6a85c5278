package io.flinkmobilenet.cli.demo;

import io.flinkmobilenet.cli.local.LocalJob;
import io.flinkmobilenet.cli.terminal.Interruption;

/** What the job is shown at, once broker and cluster are there. */
interface Demonstration {
  /**
   * Runs it to its end, or until Ctrl-C.
   *
   * @param job not started yet
   * @return the exit code
   */
  int run(LocalJob job, Interruption interruption) throws Exception;
}
