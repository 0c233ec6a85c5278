package io.flinkmobilenet.cli.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
  private static final long WORK_NANOS = 20_000_000;

  @Test
  void givesATasksThreadsTheTasksName() throws InterruptedException {
    CpuTimes before = CpuTimes.now();
    Map<String, Long> used =
        whileTheseWork(
            before,
            "OutputFlusher for decode -> normalise",
            "classify -> (predictions: Writer -> predictions: Committer,"
                + " model-status: Writer -> model-status: Committer) (2/2)#0",
            "Source Data Fetcher for Source: images (2/2)#3",
            "kafka-producer-network-thread | producer-flink-mobilenet-predictions-0-1",
            "kafka-producer-network-thread | bench-feed",
            "AsyncOperations-thread-1",
            "data-plane-kafka-request-handler-3");
    assertThat(used.get("decode -> normalise")).isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(used.get("classify -> (predictions, model-status)"))
        .isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(used.get("Source: images")).isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(used.get(CpuTimes.PRODUCERS)).isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(used.get(CpuTimes.CHECKPOINTS)).isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(used.get(CpuTimes.OWN)).isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(used.get(CpuTimes.SERVICES)).isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(used).containsKey(CpuTimes.JVM);
  }

  /** Threads of these names use processor time, and are still there when it is looked at. */
  private static Map<String, Long> whileTheseWork(CpuTimes before, String... names)
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
      return CpuTimes.now().since(before);
    } finally {
      end.countDown();
    }
  }

  private static void work() {
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
