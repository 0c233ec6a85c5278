package io.flinkmobilenet.bench.job;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The counters of Kafka's clients in this process, which they publish through JMX. */
final class KafkaTraffic {
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  private KafkaTraffic() {}

  /** Bytes of records that the consumers with this prefix of their client id have received. */
  static long consumed(String clients) {
    return sum(
        "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=" + clients + "*",
        "bytes-consumed-total");
  }

  /** Bytes that the producers with this prefix have sent, with the framing of the requests. */
  static long produced(String clients) {
    return sum(
        "kafka.producer:type=producer-metrics,client-id=" + clients + "*", "outgoing-byte-total");
  }

  private static long sum(String beans, String attribute) {
    try {
      double sum = 0;
      for (ObjectName bean : BEANS.queryNames(new ObjectName(beans), null)) {
        sum += ((Number) BEANS.getAttribute(bean, attribute)).doubleValue();
      }
      return (long) sum;
    } catch (JMException e) {
      throw new IllegalStateException("cannot read " + attribute + " of " + beans, e);
    }
  }
}
