package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.kafka.Beginning;
import picocli.CommandLine.Option;

/** Which records of a topic a command reads. */
final class RecordRange {
  @Option(names = "--max", paramLabel = "N", description = "Stop after N records.")
  private Long max;

  @Option(
      names = "--from",
      paramLabel = "earliest|latest",
      defaultValue = "earliest",
      description = "Start with the earliest or the latest records (default: ${DEFAULT-VALUE}).")
  private Beginning from;

  /** Refuses a number below 1. */
  void requireSense() throws CommandFailure {
    if (max != null && max < 1) {
      throw CommandFailure.usage("--max must be at least 1, found " + max, null);
    }
  }

  /** Returns the most records to read; null if the user did not say it. */
  Long max() {
    return max;
  }

  /** Returns the most records to read, or the given number if the user did not say it. */
  long max(long otherwise) {
    return max == null ? otherwise : max;
  }

  Beginning from() {
    return from;
  }
}
