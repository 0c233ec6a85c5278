package io.flinkmobilenet.peers;

import ai.onnxruntime.OrtEnvironment;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.bench.job.Drained;
import io.flinkmobilenet.bench.job.Machine;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.LocalServices;
import io.flinkmobilenet.stream.config.Stages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs the job and its {@link OrdinaryJob} peer alternately, each on its own broker and cluster in
 * this process, with the same images and the same weights. First it compares their predictions.
 */
@Command(name = "job", mixinStandardHelpOptions = true)
public final class JobPeerBench implements Callable<Integer> {
  /**
   * Least share of equal predictions. The pixels differ, because Java2D does not average when it
   * scales images down.
   */
  private static final double LEAST_AGREEMENT = 0.8;

  @Mixin private JobMeasurement measurement;

  @Option(names = "--stages", paramLabel = "separate|together", defaultValue = "separate")
  private Stages stages = Stages.SEPARATE;

  private Path onnx;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new JobPeerBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    ImageIO.setUseCache(false);
    measurement.prepare();
    ModelArtifact model = measurement.model().artifact();
    onnx = Files.createTempFile("mobilenet-peer", ".onnx");
    try {
      Files.write(
          onnx,
          OnnxFile.of(
              MobileNetV2.network((MobileNetV2.Config) model.config()), model.weights()::tensor));
      run();
    } finally {
      Files.delete(onnx);
    }
    return 0;
  }

  private void run() throws Exception {
    System.out.printf(
        "%s%nONNX Runtime %s, Java %s%n%s%n",
        measurement.about(),
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
    List<JobMeasurement.Pair> pairs = measurement.pairs(this::own, this::ordinary, this::print);
    System.out.printf(
        Locale.ROOT,
        "median of the rounds: %.2f times the images per second, %.2f of the job's CPU, %.2f of the"
            + " process's%n",
        JobMeasurement.Pair.median(pairs, Drained::imagesPerSecond),
        JobMeasurement.Pair.median(pairs, drained -> drained.consumption().jobCpuMillis()),
        JobMeasurement.Pair.median(pairs, drained -> drained.consumption().processCpuMillis()));
  }

  /** Sends each image to both jobs, for as long as HotSpot needs to compile them. */
  private void compare() throws Exception {
    int[] own = measurement.bestClasses(this::own);
    int[] peer = measurement.bestClasses(this::ordinary);
    int same = 0;
    for (int i = 0; i < own.length; i++) {
      same += own[i] == peer[i] ? 1 : 0;
    }
    System.out.printf("same best class for %d of %d images%n", same, own.length);
    if (same < LEAST_AGREEMENT * own.length) {
      throw new IllegalStateException("the predictions of the two jobs differ too much");
    }
  }

  private LocalJob own(LocalServices services) {
    Map<String, String> options = new HashMap<>(JobMeasurement.OPTIONS);
    options.put("stages", stages.toString());
    return LocalJob.inference(services, options);
  }

  private LocalJob ordinary(LocalServices services) {
    return LocalJob.of(
        services, JobMeasurement.OPTIONS, new OrdinaryJob(measurement.model(), onnx));
  }

  private void print(JobMeasurement.Pair pair) {
    Drained own = pair.job();
    Drained peer = pair.beside();
    System.out.printf(
        Locale.ROOT,
        "%-6d %9.1f %10.3f %9.3f %9.1f %10.3f %9.3f %14.2f%n",
        pair.round(),
        own.imagesPerSecond(),
        own.consumption().jobCpuMillis(),
        own.consumption().processCpuMillis(),
        peer.imagesPerSecond(),
        peer.consumption().jobCpuMillis(),
        peer.consumption().processCpuMillis(),
        pair.ratio(Drained::imagesPerSecond));
  }
}
