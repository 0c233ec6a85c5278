package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.stream.config.InvalidOptionException;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.JobOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Uploads the job jar to a Flink cluster and starts it. */
@Command(
    name = "submit",
    modelTransformer = JobOptionSpecs.class,
    sortOptions = false,
    description = {
      "Uploads the job jar to a Flink cluster and starts it; prints the job's id and returns.",
      "Options that are not about the cluster are the job's; --kafka.PROPERTY VALUE sets any"
          + " property of its Kafka clients."
    })
public final class SubmitCommand implements Callable<Integer> {
  /** Where the launcher says the job jar lies. */
  private static final String JOB_JAR = "flinkmobilenet.job-jar";

  private static final String BOOTSTRAP_VARIABLE = "MOBILENET_BOOTSTRAP_SERVERS";

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private FlinkOptions flink;
  @Spec private CommandSpec command;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of every operator (default: the cluster's).")
  private Integer parallelism;

  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      description = "Savepoint or checkpoint to go on from.")
  private String savepoint;

  @Option(
      names = "--replace",
      description =
          "Stop the job with the same --group-id first, with a savepoint, and go on from there.")
  private boolean replace;

  @Option(
      names = "--savepoint-dir",
      paramLabel = "URI",
      description =
          "With --replace: where the savepoint goes (default: the cluster's"
              + " execution.checkpointing.savepoint-dir).")
  private URI savepointDirectory;

  @Option(
      names = "--wait",
      description = "Return when the job has ended: with --bounded, when all is classified.")
  private boolean wait;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The job jar (default: the one that was built with this program).")
  private Path jar;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    Output out = output.open();
    Map<String, String> options = jobOptions();
    requireSense();
    Path file = jar();
    FlinkCluster cluster = flink.cluster();
    JobConfig config = JobConfig.of(options);
    Optional<Predecessor> predecessor = Predecessor.find(cluster, config);
    if (predecessor.isPresent() && !replace) {
      throw predecessor.get().refusal(config);
    }
    if (predecessor.isPresent()) {
      stop(predecessor.get(), cluster, out);
    } else if (replace) {
      output.complain(
          "no job with --group-id %s runs: nothing is replaced".formatted(config.groupId()));
    }
    String job = start(cluster, file, options);
    if (out.json()) {
      out.json(Output.object("job", job, "flink", flink.address().toString()));
    } else {
      out.text("started job " + job);
    }
    if (!options.containsKey(JobOptions.TRUSTED_KEYS.key())) {
      output.complain("no --trusted-keys: the job takes models from everybody who may write them");
    }
    if (wait) {
      cluster.awaitEnd(job);
    }
    return ExitCode.OK;
  }

  private void requireSense() throws CommandFailure {
    if (parallelism != null && parallelism < 1) {
      throw CommandFailure.usage("--parallelism must be at least 1, found " + parallelism, null);
    }
    if (replace && savepoint != null) {
      throw CommandFailure.usage(
          "--replace goes on from the savepoint that it takes; expected no --from-savepoint", null);
    }
    if (savepointDirectory != null && !replace) {
      throw CommandFailure.usage("--savepoint-dir goes with --replace only", null);
    }
  }

  private void stop(Predecessor predecessor, FlinkCluster cluster, Output out)
      throws CommandFailure, InterruptedException {
    output.note("stopping job " + predecessor.job() + " with a savepoint");
    savepoint =
        predecessor.stop(
            cluster, savepointDirectory == null ? null : savepointDirectory.toString());
    if (out.json()) {
      out.json(Output.object("stopped", predecessor.job(), "savepoint", savepoint));
    } else {
      out.text("stopped job " + predecessor.job() + "\nsavepoint " + savepoint);
    }
  }

  private String start(FlinkCluster cluster, Path file, Map<String, String> options)
      throws CommandFailure, InterruptedException {
    try {
      return cluster.start(file, new JobStart(arguments(options), parallelism, savepoint));
    } catch (CommandFailure e) {
      throw replace && savepoint != null
          ? e.adding("; no job runs now: go on with submit --from-savepoint " + savepoint)
          : e;
    }
  }

  /** The job's own options, checked here already: a wrong one need not travel first. */
  private Map<String, String> jobOptions() throws CommandFailure {
    Map<String, String> given = JobOptionSpecs.given(command);
    String servers = System.getenv(BOOTSTRAP_VARIABLE);
    if (servers != null) {
      given.putIfAbsent(JobOptions.BOOTSTRAP_SERVERS.key(), servers);
    }
    try {
      JobConfig config = JobConfig.of(given);
      // The files are of this machine; the cluster has others, or none.
      if (!config.trustedKeys().keys().isEmpty()) {
        given.put(JobOptions.TRUSTED_KEYS.key(), config.trustedKeys().toString());
      }
      given.remove(JobOptions.KAFKA_PROPERTIES.key());
      config
          .kafka()
          .extra()
          .forEach((name, value) -> given.put(JobOptions.KAFKA_PREFIX + name, value));
    } catch (InvalidOptionException e) {
      throw CommandFailure.usage(e.getMessage(), e);
    }
    return given;
  }

  private static List<String> arguments(Map<String, String> options) {
    List<String> arguments = new ArrayList<>();
    options.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return arguments;
  }

  private Path jar() throws CommandFailure {
    Path file = jar != null ? jar : Path.of(System.getProperty(JOB_JAR, "flink-mobilenet-job.jar"));
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.usage("job jar: expected a file at " + file + ", found none", null);
    }
    return file;
  }
}
