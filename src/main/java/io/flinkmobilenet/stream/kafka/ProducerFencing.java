package io.flinkmobilenet.stream.kafka;

import java.time.Duration;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Why brokers fenced a writer's producer, in words. They do so where another producer has taken
 * over its transactional id, and where its transaction was open for longer than it may be; how long
 * it was open tells which.
 */
final class ProducerFencing {
  private final String groupId;
  private final Duration transactionTimeout;
  private long began = System.nanoTime();

  ProducerFencing(String groupId, Duration transactionTimeout) {
    this.groupId = groupId;
    this.transactionTimeout = transactionTimeout;
  }

  /** A transaction begins now. */
  void transactionBegins() {
    began = System.nanoTime();
  }

  /** A failure that names its reason; the same one where there is no more to say. */
  Exception explain(Exception failure) {
    boolean fenced =
        ExceptionUtils.findThrowable(failure, ProducerFencedException.class).isPresent()
            || ExceptionUtils.findThrowable(failure, InvalidProducerEpochException.class)
                .isPresent();
    return fenced && !(failure instanceof FencedProducerException)
        ? new FencedProducerException(reason(Duration.ofNanos(System.nanoTime() - began)), failure)
        : failure;
  }

  private String reason(Duration open) {
    String other = "another job with this --group-id is running (" + groupId + ")";
    if (open.compareTo(transactionTimeout) < 0) {
      return other + " and took over the transactions of this one; " + GroupCheck.advice();
    }
    return "the broker ended a transaction that was open for %d s, longer than --transaction-timeout, %s; or %s"
        .formatted(open.toSeconds(), TimeUtils.formatWithHighestUnit(transactionTimeout), other);
  }
}
