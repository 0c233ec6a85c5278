package io.flinkmobilenet.bench.job;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processor time and heap that this process and its threads have used so far.
 *
 * @param processNanos processor time of all threads, including those of the JVM itself
 * @param threads resources used by each Java thread, by its id
 * @param names name of the user for which each Java thread works
 */
record ResourceUse(long processNanos, Map<Long, Used> threads, Map<Long, String> names) {
  /** Prefix of the names of the measuring threads. */
  static final String OWN_PREFIX = "bench-";

  /** Names of the users that are not tasks of the job. */
  static final String PRODUCERS = "Kafka producers of the job";

  /** Writing of state to checkpoints; the threads that do it do not have a task's name. */
  static final String CHECKPOINTS = "state of the job to checkpoints";

  static final String OWN = "sending and reading for this measurement";
  static final String SERVICES = "Kafka broker, Flink's own services";
  static final String JVM = "garbage collection, compilation";

  private static final String ASYNC = "AsyncOperations-thread-";
  private static final String PRODUCER = "kafka-producer-network-thread | ";

  /**
   * Flink's threads for a task: {@code decode and normalise (1/2)#0}, and their helper threads,
   * {@code OutputFlusher for decode and normalise} or a source's fetcher.
   */
  private static final Pattern TASK =
      Pattern.compile("(?:.+ for )?(.+) \\(\\d+/\\d+\\)#\\d+.*|.+ for (.+)");

  /** The two operators of which a sink consists. */
  private static final Pattern SINK = Pattern.compile("([^ (]+): Writer -> \\1: Committer");

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  static ResourceUse now() {
    Map<Long, Used> threads = new HashMap<>();
    Map<Long, String> names = new HashMap<>();
    for (ThreadInfo info : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (info == null) {
        continue;
      }
      long id = info.getThreadId();
      long nanos = THREADS.getThreadCpuTime(id);
      long bytes = THREADS.getThreadAllocatedBytes(id);
      // Both are -1 if the thread has ended meanwhile.
      if (nanos >= 0 && bytes >= 0) {
        threads.put(id, new Used(nanos, bytes));
        names.put(id, user(info.getThreadName()));
      }
    }
    return new ResourceUse(SYSTEM.getProcessCpuTime(), threads, names);
  }

  /** Resources used since an earlier time, by user. Tasks of the job have their own names. */
  Map<String, Used> since(ResourceUse earlier) {
    Map<String, Used> users = new TreeMap<>();
    long java = 0;
    for (Map.Entry<Long, Used> thread : threads.entrySet()) {
      Used used =
          thread.getValue().since(earlier.threads.getOrDefault(thread.getKey(), Used.NOTHING));
      users.merge(names.get(thread.getKey()), used, Used::plus);
      java += used.cpuNanos();
    }
    long all = processNanos - earlier.processNanos;
    users.put(JVM, new Used(Math.max(0, all - java), 0));
    return users;
  }

  /** True if the user is a task of the job, one of its producers, or the writing of its state. */
  static boolean isJob(String user) {
    return !user.equals(OWN) && !user.equals(SERVICES) && !user.equals(JVM);
  }

  /** Returns a task's name with one word for the two operators of a sink. */
  static String brief(String task) {
    return SINK.matcher(task).replaceAll("$1");
  }

  private static String user(String thread) {
    Matcher task = TASK.matcher(thread);
    if (task.matches()) {
      return brief(task.group(1) == null ? task.group(2) : task.group(1));
    }
    if (thread.startsWith(OWN_PREFIX)
        || thread.startsWith(PRODUCER + OWN_PREFIX)
        || thread.equals(Thread.currentThread().getName())) {
      return OWN;
    }
    if (thread.startsWith(ASYNC)) {
      return CHECKPOINTS;
    }
    return thread.startsWith(PRODUCER) ? PRODUCERS : SERVICES;
  }
}
