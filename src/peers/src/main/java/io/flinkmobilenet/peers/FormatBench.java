package io.flinkmobilenet.peers;

import io.flinkmobilenet.bench.job.BenchImages;
import io.flinkmobilenet.bench.job.Drained;
import io.flinkmobilenet.bench.job.JobRun;
import io.flinkmobilenet.bench.job.Machine;
import io.flinkmobilenet.cli.input.BundledModel;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.kafka.DurationConverter;
import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.LocalServices;
import io.flinkmobilenet.showcase.local.StagedModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the job alternately with two formats of the images topic, each on its own broker and cluster
 * in this process, with the same images. Which of both comes first changes from round to round, so
 * that neither gains from what HotSpot has compiled or from what else the machine does.
 */
@Command(name = "formats", mixinStandardHelpOptions = true)
public final class FormatBench implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class)
  private ModelSource source = BundledModel.ROADSIGNS_2;

  @Option(names = "--images", paramLabel = "DIR")
  private Path images;

  @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "raw")
  private ImagesFormat format;

  @Option(names = "--beside", paramLabel = "FORMAT", defaultValue = "avro")
  private ImagesFormat beside;

  @Option(names = "--parallelism", paramLabel = "N", defaultValue = "1")
  private int parallelism;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "6")
  private int rounds;

  @Option(names = "--for", converter = DurationConverter.class, defaultValue = "5s")
  private Duration duration;

  @Option(names = "--warm-up", converter = DurationConverter.class, defaultValue = "30s")
  private Duration warmUp;

  private StagedModel model;
  private BenchImages benchImages;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FormatBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Configurator.setRootLevel(Level.ERROR);
    model = StagedModel.of(source);
    benchImages =
        images == null ? BenchImages.ofCamera() : BenchImages.ofFolder(images, System.err::println);
    System.out.printf(
        "%s, model %s, parallelism %d, Java %s%n%s%n",
        benchImages.about(), model.key(), parallelism, Machine.java(), Machine.description());
    measure(beside, warmUp);
    measure(format, warmUp);
    System.out.printf(
        "%-5s %27s %27s %26s%n%-5s %9s %8s %8s %9s %8s %8s %10s %7s %7s%n",
        "",
        beside,
        format,
        "ratios",
        "round",
        "images/s",
        "CPU ms",
        "heap KB",
        "images/s",
        "CPU ms",
        "heap KB",
        "images/s",
        "CPU ms",
        "heap KB");
    List<Pair> pairs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      pairs.add(pair(round % 2 == 0));
      print(round + 1, pairs.get(round));
    }
    System.out.printf(
        Locale.ROOT,
        "median of the pairs, %s over %s: %.3f of the images per second, %.3f of the job's"
            + " processor time, %.3f of its heap%n",
        format,
        beside,
        median(pairs, Drained::imagesPerSecond),
        median(pairs, FormatBench::cpu),
        median(pairs, FormatBench::heap));
    return 0;
  }

  /** One measurement of each format, one directly after the other. */
  private record Pair(Drained beside, Drained format) {
    double ratio(ToDoubleFunction<Drained> value) {
      return value.applyAsDouble(format) / value.applyAsDouble(beside);
    }
  }

  private Pair pair(boolean besideFirst) throws Exception {
    if (besideFirst) {
      Drained first = measure(beside, duration);
      return new Pair(first, measure(format, duration));
    }
    Drained first = measure(format, duration);
    return new Pair(measure(beside, duration), first);
  }

  private Drained measure(ImagesFormat topic, Duration time) throws Exception {
    Map<String, String> options =
        Map.of("checkpoint-interval", "1s", "images-format", topic.toString());
    try (LocalServices services = LocalServices.start(parallelism);
        JobRun run =
            JobRun.start(LocalJob.inference(services, options), model, benchImages, () -> {})) {
      run.warmUp(time.dividedBy(2));
      return run.drain(time);
    }
  }

  private static double cpu(Drained drained) {
    return drained.consumption().jobCpuMillis();
  }

  private static double heap(Drained drained) {
    return drained.consumption().jobHeapKilobytes();
  }

  private static void print(int round, Pair pair) {
    System.out.printf(
        Locale.ROOT,
        "%-5d %9.1f %8.3f %8.1f %9.1f %8.3f %8.1f %10.3f %7.3f %7.3f%n",
        round,
        pair.beside().imagesPerSecond(),
        cpu(pair.beside()),
        heap(pair.beside()),
        pair.format().imagesPerSecond(),
        cpu(pair.format()),
        heap(pair.format()),
        pair.ratio(Drained::imagesPerSecond),
        pair.ratio(FormatBench::cpu),
        pair.ratio(FormatBench::heap));
  }

  private static double median(List<Pair> pairs, ToDoubleFunction<Drained> value) {
    double[] ratios = pairs.stream().mapToDouble(pair -> pair.ratio(value)).sorted().toArray();
    int middle = ratios.length / 2;
    return ratios.length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
  }
}
