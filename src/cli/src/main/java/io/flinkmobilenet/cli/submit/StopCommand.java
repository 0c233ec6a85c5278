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

/**
 * Stops the job with a savepoint, from which it can continue later with another jar or parallelism.
 */
@Command(
    name = "stop",
    description = {
      "Stops the job with a savepoint and prints the savepoint's path.",
      "A new job continues from there with submit --from-savepoint PATH, also with another jar or"
          + " another parallelism."
    })
public final class StopCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private FlinkOptions flink;

  @Option(
      names = "--job",
      paramLabel = "ID",
      description = "Id of the job (default: the running job of this program).")
  private String job;

  @Option(
      names = "--savepoint-dir",
      paramLabel = "URI",
      description =
          "Directory for the savepoint (default: the cluster's"
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
