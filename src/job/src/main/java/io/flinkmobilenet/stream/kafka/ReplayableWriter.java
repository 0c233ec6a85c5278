package io.flinkmobilenet.stream.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connector's writer; it adds to each transaction the records that were sent in it. */
@SuppressWarnings("try") // close is meant to be interruptible.
final class ReplayableWriter<T>
    implements StatefulSinkWriter<T, KafkaWriterState>,
        CommittingSinkWriter<T, ReplayableTransaction> {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayableWriter.class);

  private final PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer;
  private final SentRecords<T> sent;
  private final ProducerFencing fencing;

  ReplayableWriter(
      PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer,
      SentRecords<T> sent,
      ProducerFencing fencing) {
    this.writer = writer;
    this.sent = sent;
    this.fencing = fencing;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    try {
      writer.write(element, context);
    } catch (IOException | RuntimeException e) {
      throw explained(e);
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    try {
      writer.flush(endOfInput);
    } catch (IOException | RuntimeException e) {
      throw explained(e);
    }
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  @Override
  public Collection<ReplayableTransaction> prepareCommit()
      throws IOException, InterruptedException {
    Optional<List<ProducerRecord<byte[], byte[]>>> records = sent.take();
    List<ReplayableTransaction> transactions = new ArrayList<>();
    for (KafkaCommittable committable : writer.prepareCommit()) {
      transactions.add(new ReplayableTransaction(committable, records));
    }
    return transactions;
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpoint) throws IOException {
    try {
      List<KafkaWriterState> state = writer.snapshotState(checkpoint);
      fencing.transactionBegins();
      return state;
    } catch (IOException | RuntimeException e) {
      throw explained(e);
    }
  }

  private IOException explained(Exception failure) {
    Exception explained = fencing.explain(failure);
    if (explained instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return (IOException) explained;
  }

  /**
   * Never fails: what was sent and not flushed comes again from the checkpoint. Where a task is
   * cancelled, Flink takes an exception here as a reason to end the whole TaskManager.
   */
  @Override
  public void close() throws InterruptedException {
    try {
      writer.close();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      LOG.warn("Records that were not yet committed could not be sent", e);
    }
  }
}
