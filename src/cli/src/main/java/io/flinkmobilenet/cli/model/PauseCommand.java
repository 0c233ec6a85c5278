package io.flinkmobilenet.cli.model;

import picocli.CommandLine.Command;

/** Keeps the share of the canary as it is until model resume. */
@Command(name = "pause", description = "Keeps the share of the canary as it is until model resume.")
public final class PauseCommand extends PlanCommand {
  /** Creates the command; picocli calls it. */
  public PauseCommand() {
    super(true);
  }
}
