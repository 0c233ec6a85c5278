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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    if (parallelism != null && parallelism < 1) {
      throw CommandFailure.usage("--parallelism must be at least 1, found " + parallelism, null);
    }
    FlinkCluster cluster = flink.cluster();
    String job = cluster.start(jar(), new JobStart(arguments(options), parallelism, savepoint));
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
