package io.flinkmobilenet.stream.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/** Commits transactions, and replays those that the broker has aborted. */
@SuppressWarnings("try") // The interface allows close to throw any exception.
final class ReplayingCommitter implements Committer<ReplayableTransaction> {
  private final Committer<KafkaCommittable> committer;
  private final TransactionReplayer replayer;

  ReplayingCommitter(Committer<KafkaCommittable> committer, TransactionReplayer replayer) {
    this.committer = committer;
    this.replayer = replayer;
  }

  @Override
  public void commit(Collection<CommitRequest<ReplayableTransaction>> requests)
      throws IOException, InterruptedException {
    for (CommitRequest<ReplayableTransaction> request : requests) {
      Attempt attempt = new Attempt(request);
      committer.commit(List.of(attempt));
      if (attempt.failure != null && !replayer.replay(request.getCommittable())) {
        request.signalFailedWithKnownReason(attempt.failure);
      }
    }
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  /** The request as the connector sees it: a failed commit is recorded here and not yet final. */
  private static final class Attempt implements CommitRequest<KafkaCommittable> {
    private final CommitRequest<ReplayableTransaction> request;
    private Throwable failure;

    private Attempt(CommitRequest<ReplayableTransaction> request) {
      this.request = request;
    }

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable().committable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      failure = reason;
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      request.signalFailedWithUnknownReason(reason);
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(
          new ReplayableTransaction(committable, request.getCommittable().records()));
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
