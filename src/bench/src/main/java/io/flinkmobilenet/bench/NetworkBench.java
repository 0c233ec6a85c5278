package io.flinkmobilenet.bench;

import io.flinkmobilenet.kernel.PeakProbe;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.StepTimer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures a plan: first it warms up until HotSpot has compiled the plan, then it measures the peak
 * of the core and the steps, then whole images on all threads.
 */
final class NetworkBench {
  private static final int RGB = 3;

  /** Images before the measurement. HotSpot compiles a method finally after some thousand calls. */
  private static final int WARM_UP = 400;

  private static final int STEP_RUNS = 100;
  private static final int PEAK_RUNS = 20;
  private static final int PEAK_ROUNDS = 200_000;

  private final Workload workload;
  private final int threads;
  private final int runs;
  private final Runnable progress;

  NetworkBench(Workload workload, int threads, int runs, Runnable progress) {
    this.workload = workload;
    this.threads = threads;
    this.runs = runs;
    this.progress = progress;
  }

  /** Number of progress steps. */
  static int steps(int runs) {
    return WARM_UP + 2 * PEAK_RUNS + STEP_RUNS + runs;
  }

  NetworkTimes run() throws InterruptedException {
    byte[] rgb = noise();
    warmUp(rgb);
    double before = peak();
    long[] stepNanos = steps(rgb);
    long[][] nanos = new long[threads][];
    long wall = images(rgb, nanos);
    long[] all = Arrays.stream(nanos).flatMapToLong(Arrays::stream).sorted().toArray();
    return new NetworkTimes(threads, all, wall, Math.max(before, peak()), stepNanos);
  }

  private byte[] noise() {
    Plan plan = workload.plan();
    byte[] rgb = new byte[plan.inputHeight() * plan.inputWidth() * RGB];
    new Random(1).nextBytes(rgb);
    return rgb;
  }

  private void warmUp(byte[] rgb) {
    Classifier classifier = new Classifier(workload.plan());
    for (int run = 0; run < WARM_UP; run++) {
      classifier.run(rgb);
      progress.run();
    }
  }

  /** The best of several runs, because other load on the core can only reduce it. */
  private double peak() {
    PeakProbe probe = workload.kernels().peak();
    float[] memory = new float[PeakProbe.MEMORY];
    double best = 0;
    for (int run = 0; run < PEAK_RUNS; run++) {
      long start = System.nanoTime();
      long multiplyAdds = probe.run(memory, PEAK_ROUNDS);
      best = Math.max(best, multiplyAdds * 1e9 / (System.nanoTime() - start));
      progress.run();
    }
    return best;
  }

  private long[] steps(byte[] rgb) {
    StepTimer timer = new StepTimer(workload.plan());
    timer.run(rgb);
    long[][] nanos = new long[STEP_RUNS][];
    for (int run = 0; run < STEP_RUNS; run++) {
      nanos[run] = timer.run(rgb).clone();
      progress.run();
    }
    return NetworkTimes.medians(nanos);
  }

  private long images(byte[] rgb, long[][] nanos) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    try {
      List<Callable<long[]>> tasks = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        boolean tells = thread == 0;
        Classifier classifier = new Classifier(workload.plan());
        tasks.add(
            () -> {
              classifier.run(rgb);
              start.await();
              return time(classifier, rgb, tells);
            });
      }
      long wall = System.nanoTime();
      List<Future<long[]>> results = pool.invokeAll(tasks);
      wall = System.nanoTime() - wall;
      for (int thread = 0; thread < threads; thread++) {
        nanos[thread] = results.get(thread).get();
      }
      return wall;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread failed: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private long[] time(Classifier classifier, byte[] rgb, boolean tells) {
    long[] nanos = new long[runs];
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      classifier.run(rgb);
      nanos[run] = System.nanoTime() - start;
      if (tells) {
        progress.run();
      }
    }
    return nanos;
  }
}
