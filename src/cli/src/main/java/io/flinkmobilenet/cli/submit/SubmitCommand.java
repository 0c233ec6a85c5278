package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.stream.config.InvalidOptionException;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.JobFile;
import io.flinkmobilenet.stream.config.JobFileText;
import io.flinkmobilenet.stream.config.JobOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.ConfigOption;
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
      "Uploads the job jar to a Flink cluster, starts the job, prints its id and returns.",
      "Options that do not concern the cluster are passed to the job; --kafka.PROPERTY VALUE sets"
          + " any property of its Kafka clients."
    })
public final class SubmitCommand implements Callable<Integer> {
  /** System property in which the launcher passes the path of the job jar. */
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
      description = "Subtasks per operator (default: the cluster's).")
  private Integer parallelism;

  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      description = "Savepoint or checkpoint from which to continue.")
  private String savepoint;

  @Option(
      names = "--replace",
      description =
          "First stop the job with the same --group-id with a savepoint, and continue from there.")
  private boolean replace;

  @Option(
      names = "--savepoint-dir",
      paramLabel = "URI",
      description =
          "With --replace: directory for the savepoint (default: the cluster's"
              + " execution.checkpointing.savepoint-dir).")
  private URI savepointDirectory;

  @Option(
      names = "--wait",
      description =
          "Return when the job has ended; with --bounded, this is when all images are classified.")
  private boolean wait;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The job jar (default: the one built with this program).")
  private Path jar;

  @Option(
      names = "--print-config",
      description =
          "Print a file for --config with all options of the job, and start no job: those given"
              + " here or in a file have their values, the others are comments.")
  private boolean printConfig;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    Output out = output.open();
    if (printConfig) {
      out.text(JobFileText.of(given()).stripTrailing());
      return ExitCode.OK;
    }
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
          "no job with --group-id %s is running, so none is replaced".formatted(config.groupId()));
    }
    String job = start(cluster, file, options);
    if (out.json()) {
      out.json(Output.object("job", job, "flink", flink.address().uri().toString()));
    } else {
      out.text("started job " + job);
    }
    if (!options.containsKey(JobOptions.TRUSTED_KEYS.key())) {
      output.complain(
          "no --trusted-keys: the job accepts models from everybody who can write to their topic");
    }
    new ModelsInCheckpoints(config, cluster.parallelism(job))
        .objection()
        .ifPresent(output::complain);
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
          "--replace continues from the savepoint that it takes; expected no --from-savepoint",
          null);
    }
    if (savepointDirectory != null && !replace) {
      throw CommandFailure.usage("--savepoint-dir requires --replace", null);
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
          ? e.adding("; no job is running now: continue with submit --from-savepoint " + savepoint)
          : e;
    }
  }

  /** The options of the command line, the environment and the file, in this order. */
  private Map<String, String> given() throws CommandFailure {
    Map<String, String> given = JobOptionSpecs.given(command);
    String servers = System.getenv(BOOTSTRAP_VARIABLE);
    if (servers != null) {
      given.putIfAbsent(JobOptions.BOOTSTRAP_SERVERS.key(), servers);
    }
    try {
      Map<String, String> complete = JobFile.complete(given);
      JobConfig.of(complete);
      return complete;
    } catch (InvalidOptionException e) {
      throw CommandFailure.usage(e.getMessage(), e);
    }
  }

  /** The job's options. They are checked here, before the jar is uploaded. */
  private Map<String, String> jobOptions() throws CommandFailure {
    Map<String, String> given = given();
    try {
      JobConfig config = JobConfig.of(given);
      // The files are on this machine and need not exist on the cluster.
      if (!config.trustedKeys().keys().isEmpty()) {
        given.put(JobOptions.TRUSTED_KEYS.key(), config.trustedKeys().toString());
      }
      putIfAny(given, JobOptions.REGISTRY_CA, config.formats().registry().authorities());
      putIfAny(given, JobOptions.FETCH_CA, config.fetch().authorities());
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

  private static void putIfAny(
      Map<String, String> options, ConfigOption<String> option, String value) {
    if (!value.isEmpty()) {
      options.put(option.key(), value);
    }
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
