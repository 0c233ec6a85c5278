package io.flinkmobilenet.stream.kafka;

import java.time.Duration;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Explains why brokers have fenced a writer's producer. They do so if another producer has taken
 * over its transactional id, or if its transaction was open for longer than the timeout; the time
 * for which it was open tells which of the two it is.
 */
final class ProducerFencing {
  private final String groupId;
  private final Duration transactionTimeout;
  private long began = System.nanoTime();

  ProducerFencing(String groupId, Duration transactionTimeout) {
    this.groupId = groupId;
    this.transactionTimeout = transactionTimeout;
  }

  /** Notes that a transaction begins now. */
  void transactionBegins() {
    began = System.nanoTime();
  }

  /** Returns a failure that names the reason, or the same failure if no producer was fenced. */
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
