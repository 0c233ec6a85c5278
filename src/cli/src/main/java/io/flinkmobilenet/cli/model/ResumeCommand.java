package io.flinkmobilenet.cli.model;

import picocli.CommandLine.Command;

/** Lets a paused rollout go on at the step that it had reached. */
@Command(
    name = "resume",
    description = "Lets a paused rollout go on at the step that it had reached.")
public final class ResumeCommand extends PlanCommand {
  /** Creates the command; picocli calls it. */
  public ResumeCommand() {
    super(false);
  }
}
