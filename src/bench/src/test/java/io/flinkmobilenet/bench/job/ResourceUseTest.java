package io.flinkmobilenet.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ResourceUseTest {
  private static final long WORK_NANOS = 20_000_000;
  private static final int WORK_BYTES = 1_000_000;

  @Test
  void givesATasksThreadsTheTasksName() throws InterruptedException {
    ResourceUse before = ResourceUse.now();
    Map<String, Used> used =
        whileTheseWork(
            before,
            "OutputFlusher for decode and normalise",
            "classify -> (predictions: Writer -> predictions: Committer,"
                + " model-status: Writer -> model-status: Committer) (2/2)#0",
            "Source Data Fetcher for Source: images (2/2)#3",
            "kafka-producer-network-thread | producer-flink-mobilenet-predictions-0-1",
            "kafka-producer-network-thread | bench-feed",
            "AsyncOperations-thread-1",
            "data-plane-kafka-request-handler-3");
    requireWork(used.get("decode and normalise"));
    requireWork(used.get("classify -> (predictions, model-status)"));
    requireWork(used.get("Source: images"));
    requireWork(used.get(ResourceUse.PRODUCERS));
    requireWork(used.get(ResourceUse.CHECKPOINTS));
    requireWork(used.get(ResourceUse.OWN));
    requireWork(used.get(ResourceUse.SERVICES));
    assertThat(used).containsKey(ResourceUse.JVM);
  }

  private static void requireWork(Used used) {
    assertThat(used.cpuNanos()).isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(used.heapBytes()).isGreaterThanOrEqualTo(WORK_BYTES);
  }

  /** Measures while threads with these names are running and using processor time. */
  private static Map<String, Used> whileTheseWork(ResourceUse before, String... names)
      throws InterruptedException {
    CountDownLatch worked = new CountDownLatch(names.length);
    CountDownLatch end = new CountDownLatch(1);
    for (String name : names) {
      Thread thread =
          new Thread(
              () -> {
                work();
                worked.countDown();
                await(end);
              },
              name);
      thread.setDaemon(true);
      thread.start();
    }
    worked.await();
    try {
      return ResourceUse.now().since(before);
    } finally {
      end.countDown();
    }
  }

  private static void work() {
    Reference.reachabilityFence(new byte[WORK_BYTES]);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    while (threads.getCurrentThreadCpuTime() < 2 * WORK_NANOS) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
