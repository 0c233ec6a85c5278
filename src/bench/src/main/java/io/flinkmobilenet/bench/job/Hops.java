package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.showcase.local.LocalJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The edges of the running job, from Kafka's client to the sink. */
final class Hops {
  static final String KAFKA = "Kafka";

  private static final String SOURCE = "Source: images";
  private static final String LAST = "classify";

  /** Beginnings of the names of the tasks between the two ends; not every job has all of them. */
  private static final List<String> TASKS = List.of(SOURCE, "fetch", "decode and normalise", LAST);

  private Hops() {}

  /** Returns the bytes that every sender has sent so far, by its name. */
  static Map<String, Long> traffic(LocalJob job) {
    Map<String, Long> bytes = new HashMap<>();
    job.bytesOut().forEach((task, sent) -> bytes.merge(ResourceUse.brief(task), sent, Long::sum));
    bytes.put(KAFKA, KafkaTraffic.consumed(job.groupId() + "-images-"));
    bytes.put(ResourceUse.PRODUCERS, KafkaTraffic.produced("producer-" + job.groupId()));
    return bytes;
  }

  /**
   * Returns the edges in the order in which an image crosses them. A task other than the last that
   * sends less than a byte per image, only watermarks, is not on the way of the images.
   */
  static List<Hop> of(Drained drained) {
    CostPerImage cost = drained.consumption();
    List<Hop> hops = new ArrayList<>();
    String from = KAFKA;
    for (String name : TASKS) {
      Optional<String> task = cost.names().stream().filter(to -> to.startsWith(name)).findFirst();
      if (task.isPresent()
          && (name.equals(LAST) || sent(task.get(), drained) >= drained.images())) {
        hops.add(hop(from, task.get(), from, drained));
        from = task.get();
      }
    }
    hops.add(hop(from, ResourceUse.PRODUCERS, ResourceUse.PRODUCERS, drained));
    return hops;
  }

  private static Hop hop(String from, String to, String counter, Drained drained) {
    CostPerImage cost = drained.consumption();
    double bytes = (double) sent(counter, drained) / drained.images();
    return new Hop(from, to, bytes, cost.cpuMillis(to), cost.heapKilobytes(to));
  }

  private static long sent(String sender, Drained drained) {
    return drained.traffic().getOrDefault(sender, 0L);
  }
}
