package io.flinkmobilenet.cli.bench.job;

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
 * @param processNanos processor time of all threads, those of the JVM itself included
 * @param threads what each Java thread used, by its id
 * @param names what each Java thread works for
 */
record ResourceUse(long processNanos, Map<Long, Used> threads, Map<Long, String> names) {
  /** What the names of the measuring threads begin with. */
  static final String OWN_PREFIX = "bench-";

  /** Who uses it where no task of the job does. */
  static final String PRODUCERS = "Kafka producers of the job";

  /** State on its way to where checkpoints lie; no task's name is on the threads that write it. */
  static final String CHECKPOINTS = "state of the job to checkpoints";

  static final String OWN = "sending and reading for this measurement";
  static final String SERVICES = "Kafka broker, Flink's own services";
  static final String JVM = "garbage collection, compilation";

  private static final String ASYNC = "AsyncOperations-thread-";
  private static final String PRODUCER = "kafka-producer-network-thread | ";

  /**
   * Flink's threads for a task: {@code decode -> normalise (1/2)#0}, and those that help it, {@code
   * OutputFlusher for decode -> normalise} or a source's fetcher.
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
      // Both are -1 where it has ended since.
      if (nanos >= 0 && bytes >= 0) {
        threads.put(id, new Used(nanos, bytes));
        names.put(id, user(info.getThreadName()));
      }
    }
    return new ResourceUse(SYSTEM.getProcessCpuTime(), threads, names);
  }

  /** What was used since an earlier time, by who used it: tasks of the job under their names. */
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

  /** Whether it is one of the job's tasks, a producer of theirs, or their state on its way. */
  static boolean isJob(String user) {
    return !user.equals(OWN) && !user.equals(SERVICES) && !user.equals(JVM);
  }

  private static String user(String thread) {
    Matcher task = TASK.matcher(thread);
    if (task.matches()) {
      String chain = task.group(1) == null ? task.group(2) : task.group(1);
      return SINK.matcher(chain).replaceAll("$1");
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
