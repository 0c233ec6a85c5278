package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.cli.input.BundledModel;
import io.flinkmobilenet.cli.input.KernelOption;
import io.flinkmobilenet.cli.input.ModelImportOptions;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.kafka.DurationConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.LocalServices;
import io.flinkmobilenet.showcase.local.StagedModel;
import io.flinkmobilenet.stream.config.Delivery;
import io.flinkmobilenet.stream.config.InvalidOptionException;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.Stages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the whole job from topic to topic. */
@Command(
    name = "job",
    description = {
      "Measures the whole job, Kafka to Kafka, with a broker and a cluster in this process.",
      "First the job drains a filled topic, which gives images per second and the processor time of"
          + " each task. Then images are sent at a lower rate, which gives the latency. With --swap"
          + " another model becomes active meanwhile, and with --changes deployments of both follow"
          + " each other."
    })
public final class JobBenchCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int MOST_SUBTASKS = 64;
  private static final int MOST_CHANGES = 10_000;

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private ModelImportOptions importing;
  @Mixin private KernelOption kernel;

  @Option(
      names = "--model",
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = "The model to run (default: bundled:roadsigns/2).")
  private ModelSource model = BundledModel.ROADSIGNS_2;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Folder with images (default: frames of the road-sign camera).")
  private Path images;

  @Option(
      names = "--images-format",
      paramLabel = "FORMAT",
      defaultValue = "avro",
      description =
          "Format of the images topic: avro, raw, json or cloudevents (default:"
              + " ${DEFAULT-VALUE}).")
  private ImagesFormat format;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2",
      description = "Subtasks per operator; one run for each value (default: ${DEFAULT-VALUE}).")
  private List<Integer> parallelism = List.of();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      defaultValue = "10s",
      description = "Duration of each part of the measurement (default: ${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      defaultValue = "30s",
      description =
          "Duration of the warm-up under full load, and half as long at the rate at which latency"
              + " is measured; HotSpot compiles much in the first half minute (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration warmUp;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Images per second at which latency is measured (default: half of the job's capacity).")
  private Double rate;

  @Option(
      names = "--swap",
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = "Also measure the swap to this model while images are sent.")
  private ModelSource swap;

  @Option(
      names = "--changes",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Also send N deployments of both models of --swap one after the other while images are"
              + " sent, and measure the longest time without a prediction (default:"
              + " ${DEFAULT-VALUE}).")
  private int changes;

  @Option(
      names = "--hops",
      description =
          "Also report each edge of the job: bytes that cross it in serialised form, and processor"
              + " time and heap of the receiver, per image.")
  private boolean hops;

  @Option(
      names = "--delivery",
      paramLabel = "exactly-once|at-least-once",
      defaultValue = "exactly-once",
      description = "Guarantee of the job's predictions (default: ${DEFAULT-VALUE}).")
  private Delivery delivery;

  @Option(
      names = "--still",
      paramLabel = "N",
      description =
          "Send frames of a road-sign camera that does not move, N without a sign, N of a sign, and"
              + " so on.")
  private Long still;

  @Option(
      names = "--reuse",
      paramLabel = "off|exact|near[=DISTANCE]",
      defaultValue = "off",
      description =
          "Which images get the answer of an earlier one (default: ${DEFAULT-VALUE}). All images"
              + " have one source.")
  private String reuse;

  @Option(
      names = "--stages",
      paramLabel = "separate|together",
      defaultValue = "separate",
      description =
          "Whether decoding and classification have a thread each per subtask or share one"
              + " (default: ${DEFAULT-VALUE}).")
  private Stages stages;

  @Override
  public Integer call() throws Exception {
    requireSense();
    Output out = output.open();
    JobWorkload workload = workload();
    JobReport report = new JobReport(workload, out);
    List<JobTimes> times = new ArrayList<>();
    long seconds = parallelism.size() * workload.seconds();
    try (Progress progress = output.progress("bench", seconds)) {
      SecondTicker hand = new SecondTicker(progress::step);
      for (int subtasks : parallelism) {
        times.add(measure(workload, subtasks, hand::tick));
      }
    }
    report.print(times);
    return ExitCode.OK;
  }

  private JobWorkload workload() throws CommandFailure, IOException {
    StagedModel staged = StagedModel.of(model, importing.read(model, output));
    return new JobWorkload(
        images(),
        format,
        staged,
        kernel.choice(),
        kernel.compile(staged.artifact()).kernel(),
        delivery,
        reuse,
        stages,
        warmUp,
        duration,
        Optional.ofNullable(rate),
        swap == null ? Optional.empty() : Optional.of(StagedModel.of(swap)),
        changes,
        hops);
  }

  private BenchImages images() throws CommandFailure, IOException {
    if (still != null) {
      return BenchImages.ofStillCamera(still);
    }
    return images == null ? BenchImages.ofCamera() : BenchImages.ofFolder(images, output::complain);
  }

  private static JobTimes measure(JobWorkload workload, int subtasks, Runnable progress)
      throws Exception {
    try (LocalServices services = LocalServices.start(subtasks)) {
      LocalJob job = LocalJob.inference(services, workload.jobOptions());
      try (JobRun run = JobRun.start(job, workload.model(), workload.images(), progress)) {
        run.warmUp(workload.warmUp());
        Drained drained = run.drain(workload.duration());
        double pace = workload.rate().orElse(drained.imagesPerSecond() / 2);
        // Requests of one image each use code paths in client and broker that have not been warmed
        // up yet.
        run.pace(pace, workload.pacedWarmUp());
        Paced paced = run.pace(pace, workload.duration());
        Optional<Swapped> swapped = Optional.empty();
        Optional<Changed> changed = Optional.empty();
        if (workload.next().isPresent()) {
          StagedModel next = workload.next().get();
          swapped = Optional.of(run.swap(next, pace, workload.duration()));
          if (workload.changes() > 0) {
            changed = Optional.of(run.change(next, workload.changes(), pace, workload.duration()));
          }
        }
        return new JobTimes(subtasks, drained, paced, swapped, changed);
      }
    }
  }

  private void requireSense() throws CommandFailure {
    if (!parallelism.stream().allMatch(n -> n >= 1 && n <= MOST_SUBTASKS)) {
      throw CommandFailure.usage(
          "--parallelism: expected 1 to %d, found %s".formatted(MOST_SUBTASKS, parallelism), null);
    }
    if (format == ImagesFormat.CONFLUENT) {
      throw CommandFailure.usage(
          "--images-format: expected a format without a schema registry, found " + format, null);
    }
    if (still != null && (images != null || still < 1)) {
      throw CommandFailure.usage(
          "--still: expected at least 1 and no --images, found " + still, null);
    }
    try {
      JobConfig.of(Map.of("reuse", reuse));
    } catch (InvalidOptionException e) {
      throw CommandFailure.usage(e.getMessage(), e);
    }
    if (changes < 0 || changes > MOST_CHANGES) {
      throw CommandFailure.usage(
          "--changes: expected 0 to %d, found %d".formatted(MOST_CHANGES, changes), null);
    }
    if (changes > 0 && swap == null) {
      throw CommandFailure.usage("--changes: expected --swap with it, found none", null);
    }
    requireSense("--for", duration);
    requireSense("--warm-up", warmUp);
    if (rate != null && !(rate > 0 && rate <= 1e6)) {
      throw CommandFailure.usage("--rate: expected more than 0, found " + rate, null);
    }
  }

  private static void requireSense(String option, Duration time) throws CommandFailure {
    if (time.toSeconds() < 1 || time.compareTo(LONGEST) > 0) {
      throw CommandFailure.usage(
          "%s: expected 1 s to %d s, found %s"
              .formatted(option, LONGEST.toSeconds(), TimeUtils.formatWithHighestUnit(time)),
          null);
    }
  }
}
