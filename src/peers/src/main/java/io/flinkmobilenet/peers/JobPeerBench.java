package io.flinkmobilenet.peers;

import ai.onnxruntime.OrtEnvironment;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.bench.job.BenchImages;
import io.flinkmobilenet.bench.job.Drained;
import io.flinkmobilenet.bench.job.JobRun;
import io.flinkmobilenet.bench.job.Machine;
import io.flinkmobilenet.cli.input.BundledModel;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.kafka.DurationConverter;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.LocalServices;
import io.flinkmobilenet.showcase.local.StagedModel;
import io.flinkmobilenet.stream.config.Stages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the job and its {@link OrdinaryJob} peer alternately, each on its own broker and cluster in
 * this process, with the same images and the same weights. First it compares their predictions.
 */
@Command(name = "job", mixinStandardHelpOptions = true)
public final class JobPeerBench implements Callable<Integer> {
  private static final Map<String, String> PEER_OPTIONS = Map.of("checkpoint-interval", "1s");

  /**
   * Least share of equal predictions. The pixels differ, because Java2D does not average when it
   * scales images down.
   */
  private static final double LEAST_AGREEMENT = 0.8;

  @Option(
      names = "--model",
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class)
  private ModelSource source = BundledModel.ROADSIGNS_2;

  @Option(names = "--images", paramLabel = "DIR")
  private Path images;

  @Option(names = "--parallelism", paramLabel = "N", defaultValue = "1")
  private int parallelism;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "3")
  private int rounds;

  @Option(names = "--for", converter = DurationConverter.class, defaultValue = "8s")
  private Duration duration;

  @Option(names = "--warm-up", converter = DurationConverter.class, defaultValue = "30s")
  private Duration warmUp;

  @Option(names = "--stages", paramLabel = "separate|together", defaultValue = "separate")
  private Stages stages = Stages.SEPARATE;

  private StagedModel model;
  private BenchImages benchImages;
  private Path onnx;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new JobPeerBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Configurator.setRootLevel(Level.ERROR);
    ImageIO.setUseCache(false);
    model = StagedModel.of(source);
    benchImages =
        images == null ? BenchImages.ofCamera() : BenchImages.ofFolder(images, System.err::println);
    onnx = Files.createTempFile("mobilenet-peer", ".onnx");
    try {
      Files.write(
          onnx,
          OnnxFile.of(
              MobileNetV2.network((MobileNetV2.Config) model.artifact().config()),
              model.artifact().weights()::tensor));
      run();
    } finally {
      Files.delete(onnx);
    }
    return 0;
  }

  private void run() throws Exception {
    System.out.printf(
        "%s, model %s, parallelism %d%nONNX Runtime %s, Java %s%n%s%n",
        benchImages.about(),
        model.key(),
        parallelism,
        OrtEnvironment.getEnvironment().getVersion(),
        Machine.java(),
        Machine.description());
    compare();
    System.out.printf(
        "%-6s %30s %30s%n%-6s %9s %10s %9s %9s %10s %9s %9s%n",
        "",
        "flink-mobilenet",
        "ordinary",
        "round",
        "images/s",
        "CPU ms",
        "process",
        "images/s",
        "CPU ms",
        "process",
        "images/s ratio");
    Drained[] own = new Drained[rounds];
    Drained[] peer = new Drained[rounds];
    for (int round = 0; round < rounds; round++) {
      own[round] = measure(this::own, duration);
      peer[round] = measure(this::ordinary, duration);
      print(Integer.toString(round + 1), own[round], peer[round]);
    }
    System.out.printf(
        Locale.ROOT,
        "median of the rounds: %.2f times the images per second, %.2f of the job's CPU, %.2f of the"
            + " process's%n",
        ratio(own, peer, Drained::imagesPerSecond),
        ratio(own, peer, drained -> drained.consumption().jobCpuMillis()),
        ratio(own, peer, drained -> drained.consumption().processCpuMillis()));
  }

  /** Sends each image to both jobs, for as long as HotSpot needs to compile them. */
  private void compare() throws Exception {
    int[] own = bestClasses(this::own);
    int[] peer = bestClasses(this::ordinary);
    int same = 0;
    for (int i = 0; i < own.length; i++) {
      same += own[i] == peer[i] ? 1 : 0;
    }
    System.out.printf("same best class for %d of %d images%n", same, own.length);
    if (same < LEAST_AGREEMENT * own.length) {
      throw new IllegalStateException("the predictions of the two jobs differ too much");
    }
  }

  private int[] bestClasses(JobMaker maker) throws Exception {
    try (LocalServices services = LocalServices.start(parallelism);
        JobRun run = JobRun.start(maker.job(services), model, benchImages, () -> {})) {
      run.showEach();
      run.warmUp(warmUp);
      return run.outcomes().bestClasses(benchImages.encoded().size());
    }
  }

  private Drained measure(JobMaker maker, Duration time) throws Exception {
    try (LocalServices services = LocalServices.start(parallelism);
        JobRun run = JobRun.start(maker.job(services), model, benchImages, () -> {})) {
      run.warmUp(time.dividedBy(2));
      return run.drain(time);
    }
  }

  private LocalJob own(LocalServices services) {
    Map<String, String> options = new HashMap<>(PEER_OPTIONS);
    options.put("stages", stages.toString());
    return LocalJob.inference(services, options);
  }

  private LocalJob ordinary(LocalServices services) {
    return LocalJob.of(services, PEER_OPTIONS, new OrdinaryJob(model, onnx));
  }

  private static void print(String round, Drained own, Drained peer) {
    System.out.printf(
        Locale.ROOT,
        "%-6s %9.1f %10.3f %9.3f %9.1f %10.3f %9.3f %14.2f%n",
        round,
        own.imagesPerSecond(),
        own.consumption().jobCpuMillis(),
        own.consumption().processCpuMillis(),
        peer.imagesPerSecond(),
        peer.consumption().jobCpuMillis(),
        peer.consumption().processCpuMillis(),
        own.imagesPerSecond() / peer.imagesPerSecond());
  }

  private static double ratio(Drained[] own, Drained[] peer, ToDoubleFunction<Drained> value) {
    double[] ratios = new double[own.length];
    Arrays.setAll(
        ratios, round -> value.applyAsDouble(own[round]) / value.applyAsDouble(peer[round]));
    Arrays.sort(ratios);
    return ratios[ratios.length / 2];
  }

  /** Creates one of the two jobs. */
  @FunctionalInterface
  private interface JobMaker {
    LocalJob job(LocalServices services);
  }
}
