package io.flinkmobilenet.peers;

import io.flinkmobilenet.bench.job.BenchImages;
import io.flinkmobilenet.bench.job.Drained;
import io.flinkmobilenet.bench.job.JobRun;
import io.flinkmobilenet.cli.input.BundledModel;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.kafka.DurationConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.LocalServices;
import io.flinkmobilenet.showcase.local.StagedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Option;

/** Measures jobs with the same model and images, each on its own broker and cluster. */
final class JobMeasurement {
  /** Options of every job. */
  static final Map<String, String> OPTIONS = Map.of("checkpoint-interval", "1s");

  @Option(
      names = "--model",
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class)
  private ModelSource source = BundledModel.ROADSIGNS_2;

  @Option(names = "--images", paramLabel = "DIR")
  private Path folder;

  @Option(names = "--parallelism", paramLabel = "N", defaultValue = "1")
  private int parallelism;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "5")
  private int rounds;

  @Option(names = "--for", converter = DurationConverter.class, defaultValue = "8s")
  private Duration duration;

  /** For each of the two jobs. */
  @Option(names = "--warm-up", converter = DurationConverter.class, defaultValue = "30s")
  private Duration warmUp;

  private StagedModel model;
  private BenchImages images;

  /** Reads the model and the images. */
  void prepare() throws CommandFailure, IOException {
    // Jobs that are stopped while they work complain.
    Configurator.setRootLevel(Level.ERROR);
    model = StagedModel.of(source);
    images =
        folder == null ? BenchImages.ofCamera() : BenchImages.ofFolder(folder, System.err::println);
  }

  StagedModel model() {
    return model;
  }

  BenchImages images() {
    return images;
  }

  String about() {
    return "%s, model %s, parallelism %d".formatted(images.about(), model.key(), parallelism);
  }

  /** Lets a job classify each image, and keeps it busy for as long as HotSpot needs. */
  int[] bestClasses(Function<LocalServices, LocalJob> maker) throws Exception {
    try (LocalServices services = LocalServices.start(parallelism);
        JobRun run = JobRun.start(maker.apply(services), model, images, () -> {})) {
      run.showEach();
      run.warmUp(warmUp);
      return run.outcomes().bestClasses(images.encoded().size());
    }
  }

  /**
   * Measures two jobs in turn. Which of both comes first changes from round to round, so that
   * neither gains from what HotSpot has compiled or from what else the machine does.
   *
   * @param each receives each pair as soon as it is measured
   */
  List<Pair> pairs(
      Function<LocalServices, LocalJob> job,
      Function<LocalServices, LocalJob> beside,
      Consumer<Pair> each)
      throws Exception {
    List<Pair> pairs = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      Drained before = round % 2 == 1 ? drain(beside) : null;
      Drained own = drain(job);
      Pair pair = new Pair(round, own, before == null ? drain(beside) : before);
      each.accept(pair);
      pairs.add(pair);
    }
    return pairs;
  }

  private Drained drain(Function<LocalServices, LocalJob> maker) throws Exception {
    try (LocalServices services = LocalServices.start(parallelism);
        JobRun run = JobRun.start(maker.apply(services), model, images, () -> {})) {
      run.warmUp(duration.dividedBy(2));
      return run.drain(duration);
    }
  }

  /**
   * One measurement of each job, one directly after the other.
   *
   * @param round from 1
   */
  record Pair(int round, Drained job, Drained beside) {
    double ratio(ToDoubleFunction<Drained> value) {
      return value.applyAsDouble(job) / value.applyAsDouble(beside);
    }

    /** Returns the median of the ratios of several pairs. */
    static double median(List<Pair> pairs, ToDoubleFunction<Drained> value) {
      double[] ratios = pairs.stream().mapToDouble(pair -> pair.ratio(value)).toArray();
      Arrays.sort(ratios);
      int middle = ratios.length / 2;
      return ratios.length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
    }
  }
}
