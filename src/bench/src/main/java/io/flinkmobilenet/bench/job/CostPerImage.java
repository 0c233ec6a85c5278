package io.flinkmobilenet.bench.job;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Resources used per image during some time.
 *
 * @param nanos duration, nanoseconds
 * @param images number of images predicted during this time
 * @param users resources used, by name of the user
 */
public record CostPerImage(long nanos, long images, Map<String, Used> users) {
  /** The names of all users, sorted by processor time, highest first. */
  List<String> names() {
    return users.keySet().stream()
        .sorted(Comparator.comparingDouble(user -> -cpuMillis(user)))
        .toList();
  }

  /** Milliseconds of processor time per image of one user; 0 if it used none. */
  double cpuMillis(String user) {
    return users.getOrDefault(user, Used.NOTHING).cpuNanos() / 1e6 / images;
  }

  /** Kilobytes of heap per image that one user allocated. */
  double heapKilobytes(String user) {
    return users.getOrDefault(user, Used.NOTHING).heapBytes() / 1e3 / images;
  }

  /** Milliseconds of processor time per image of the job's own threads. */
  public double jobCpuMillis() {
    return users.keySet().stream().filter(ResourceUse::isJob).mapToDouble(this::cpuMillis).sum();
  }

  /** Kilobytes of heap per image that the job's own threads allocated. */
  public double jobHeapKilobytes() {
    return users.keySet().stream()
        .filter(ResourceUse::isJob)
        .mapToDouble(this::heapKilobytes)
        .sum();
  }

  /** Milliseconds of processor time per image of the whole process. */
  public double processCpuMillis() {
    return users.keySet().stream().mapToDouble(this::cpuMillis).sum();
  }

  /** Average number of busy processors. */
  double busyProcessors() {
    return processCpuMillis() * 1e6 * images / nanos;
  }
}
