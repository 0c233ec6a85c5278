package io.flinkmobilenet.cli.bench.job;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the pictures of some time cost.
 *
 * @param nanos how long it lasted
 * @param images pictures that were predicted in it
 * @param users what was used, by whom
 */
public record CostPerImage(long nanos, long images, Map<String, Used> users) {
  /** Who used anything; who used most processor time comes first. */
  List<String> names() {
    return users.keySet().stream()
        .sorted(Comparator.comparingDouble(user -> -cpuMillis(user)))
        .toList();
  }

  /** Milliseconds of processor time a picture of one of them; 0 where it is not among them. */
  double cpuMillis(String user) {
    return users.getOrDefault(user, Used.NOTHING).cpuNanos() / 1e6 / images;
  }

  /** Kilobytes of heap a picture that one of them allocated. */
  double heapKilobytes(String user) {
    return users.getOrDefault(user, Used.NOTHING).heapBytes() / 1e3 / images;
  }

  /** Milliseconds of processor time a picture of the job's own threads. */
  public double jobCpuMillis() {
    return users.keySet().stream().filter(ResourceUse::isJob).mapToDouble(this::cpuMillis).sum();
  }

  /** Milliseconds of processor time a picture of everything in this process. */
  public double processCpuMillis() {
    return users.keySet().stream().mapToDouble(this::cpuMillis).sum();
  }

  /** How many processors were at work, on average. */
  double busyProcessors() {
    return processCpuMillis() * 1e6 * images / nanos;
  }
}
