package io.flinkmobilenet.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Runs inputs through a target and measures what they take. */
final class Trial {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * What a class takes when it is first used, or a fuzzer when it changes one, is not taken again.
   */
  private static final int REPETITIONS = 5;

  /** Longest that an input may take, processor time: a machine may be busy with other things. */
  private static final long LONGEST_NANOS = 5_000_000_000L;

  private final FuzzTarget target;

  private final int slack;

  /**
   * A trial whose classes are loaded: they take memory too, once.
   *
   * @param slack how many times its limit of memory the target may take: 1, more where instruments
   *     in its code take memory as well
   */
  Trial(FuzzTarget target, int slack) throws Exception {
    this.target = target;
    this.slack = slack;
    for (byte[] seed : target.seeds()) {
      target.run(seed);
    }
  }

  /**
   * What an input took.
   *
   * @param outcome what became of it
   * @param nanos processor time
   * @param allocated bytes of heap, garbage included
   */
  record Result(String outcome, long nanos, long allocated) {}

  /**
   * Runs an input.
   *
   * @throws Exception or an {@link AssertionError} where something does not hold
   */
  Result run(byte[] input) throws Exception {
    Result result = measure(input);
    if (result.nanos() > LONGEST_NANOS) {
      throw new AssertionError(
          "expected at most %d s for %d bytes, found %d: %s"
              .formatted(
                  LONGEST_NANOS / 1_000_000_000,
                  input.length,
                  result.nanos() / 1_000_000_000,
                  result.outcome()));
    }
    long limit = slack * target.mayAllocate(input);
    for (int again = 0; result.allocated() > limit; again++) {
      if (again == REPETITIONS) {
        throw new AssertionError(
            "expected at most %d bytes of heap for %d bytes, found %d: %s"
                .formatted(limit, input.length, result.allocated(), result.outcome()));
      }
      result = measure(input);
    }
    return result;
  }

  private Result measure(byte[] input) throws Exception {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    String outcome = target.run(input);
    long nanos = THREADS.getCurrentThreadCpuTime() - start;
    return new Result(outcome, nanos, THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }
}
