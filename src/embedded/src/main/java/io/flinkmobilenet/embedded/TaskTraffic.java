package io.flinkmobilenet.embedded;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.metrics.MetricNames;

/**
 * Flink's counters of the bytes that the tasks of a cluster have serialised for tasks after them.
 * Records between operators of the same task are not serialised and not counted.
 */
final class TaskTraffic implements MetricReporter {
  private static final String TASK = "<task_name>";
  private static final String OPERATOR = "<operator_name>";

  private final Queue<BytesOut> counters = new ConcurrentLinkedQueue<>();

  private record BytesOut(String task, Counter counter) {}

  /** Returns the bytes so far by name of the task, all its subtasks together. */
  Map<String, Long> bytesOut() {
    Map<String, Long> bytes = new TreeMap<>();
    for (BytesOut out : counters) {
      bytes.merge(out.task, out.counter.getCount(), Long::sum);
    }
    return bytes;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    Map<String, String> variables = group.getAllVariables();
    boolean ofTask = variables.containsKey(TASK) && !variables.containsKey(OPERATOR);
    if (ofTask && name.equals(MetricNames.IO_NUM_BYTES_OUT) && metric instanceof Counter counter) {
      counters.add(new BytesOut(variables.get(TASK), counter));
    }
  }

  /** Keeps the counter: what an ended task has sent still counts. */
  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}
}
