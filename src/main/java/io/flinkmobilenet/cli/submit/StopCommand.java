package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.cli.kafka.DurationConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops the job so that it can go on later: with another jar, another parallelism. */
@Command(
    name = "stop",
    description = {
      "Stops the job with a savepoint and prints where that is.",
      "The next one goes on from there: submit --from-savepoint PATH, with another jar or another"
          + " parallelism."
    })
public final class StopCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private FlinkOptions flink;

  @Option(
      names = "--job",
      paramLabel = "ID",
      description = "Which job (default: the one of this program that runs).")
  private String job;

  @Option(
      names = "--savepoint-dir",
      paramLabel = "URI",
      description =
          "Where the savepoint goes (default: the cluster's"
              + " execution.checkpointing.savepoint-dir).")
  private URI directory;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5 min",
      converter = DurationConverter.class,
      description = "How long to wait for the savepoint (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Option(
      names = "--cancel",
      description =
          "End the job at once, without a savepoint; for a job that waits for its first model.")
  private boolean cancel;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    Output out = output.open();
    if (cancel && directory != null) {
      throw CommandFailure.usage("--cancel takes no savepoint; expected no --savepoint-dir", null);
    }
    FlinkCluster cluster = flink.cluster();
    String stopped = job == null ? cluster.runningJob() : job;
    if (cancel) {
      cluster.cancel(stopped);
      if (out.json()) {
        out.json(Output.object("job", stopped, "savepoint", null));
      } else {
        out.text("cancelled job " + stopped);
      }
      return ExitCode.OK;
    }
    String savepoint =
        cluster.stop(stopped, directory == null ? null : directory.toString(), timeout);
    if (out.json()) {
      out.json(Output.object("job", stopped, "savepoint", savepoint));
    } else {
      out.text("stopped job " + stopped + "\nsavepoint " + savepoint);
    }
    return ExitCode.OK;
  }
}
