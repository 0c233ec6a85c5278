package io.flinkmobilenet.peers;

import io.flinkmobilenet.bench.job.Drained;
import io.flinkmobilenet.bench.job.Machine;
import io.flinkmobilenet.showcase.local.LocalJob;
import io.flinkmobilenet.showcase.local.LocalServices;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the job in turn with two settings of its options, with the same images. */
@Command(name = "options", mixinStandardHelpOptions = true)
public final class JobOptionsBench implements Callable<Integer> {
  @Mixin private JobMeasurement measurement;

  @Option(names = "--job", paramLabel = "OPTION=VALUE", description = "Of the job; repeatable.")
  private Map<String, String> job = Map.of();

  @Option(names = "--beside", paramLabel = "OPTION=VALUE", description = "Of the job beside it.")
  private Map<String, String> beside = Map.of();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new JobOptionsBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    measurement.prepare();
    System.out.printf(
        "%s, Java %s%n%s%n", measurement.about(), Machine.java(), Machine.description());
    measurement.bestClasses(with(beside));
    measurement.bestClasses(with(job));
    System.out.printf(
        "%-5s %27s %27s %26s%n%-5s %9s %8s %8s %9s %8s %8s %10s %7s %7s%n",
        "",
        name(job),
        name(beside),
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
    List<JobMeasurement.Pair> pairs = measurement.pairs(with(job), with(beside), this::print);
    System.out.printf(
        Locale.ROOT,
        "median of the pairs, %s over %s: %.3f of the images per second, %.3f of the job's"
            + " processor time, %.3f of its heap%n",
        name(job),
        name(beside),
        JobMeasurement.Pair.median(pairs, Drained::imagesPerSecond),
        JobMeasurement.Pair.median(pairs, JobOptionsBench::cpu),
        JobMeasurement.Pair.median(pairs, JobOptionsBench::heap));
    return 0;
  }

  private static Function<LocalServices, LocalJob> with(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(JobMeasurement.OPTIONS);
    all.putAll(options);
    return services -> LocalJob.inference(services, all);
  }

  private static String name(Map<String, String> options) {
    return options.isEmpty() ? "defaults" : options.toString();
  }

  private static double cpu(Drained drained) {
    return drained.consumption().jobCpuMillis();
  }

  private static double heap(Drained drained) {
    return drained.consumption().jobHeapKilobytes();
  }

  private void print(JobMeasurement.Pair pair) {
    System.out.printf(
        Locale.ROOT,
        "%-5d %9.1f %8.3f %8.1f %9.1f %8.3f %8.1f %10.3f %7.3f %7.3f%n",
        pair.round(),
        pair.job().imagesPerSecond(),
        cpu(pair.job()),
        heap(pair.job()),
        pair.beside().imagesPerSecond(),
        cpu(pair.beside()),
        heap(pair.beside()),
        pair.ratio(Drained::imagesPerSecond),
        pair.ratio(JobOptionsBench::cpu),
        pair.ratio(JobOptionsBench::heap));
  }
}
