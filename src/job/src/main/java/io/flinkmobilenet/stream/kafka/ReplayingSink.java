package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.config.JobConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * An exactly-once Kafka sink that loses no records if a transaction times out before its commit.
 *
 * <p>A broker aborts transactions that are older than their timeout. If that happens between a
 * checkpoint and the commit that belongs to it, the connector logs an error and continues, and the
 * records are lost, although they count as written in the checkpoint. This sink keeps the records
 * of a transaction in the state until the transaction is committed, and sends them again in another
 * transaction if the broker has aborted it.
 *
 * <p>It is built on classes that the connector marks as internal; they may change with any version.
 */
final class ReplayingSink<T>
    implements Sink<T>,
        SupportsWriterState<T, KafkaWriterState>,
        SupportsCommitter<ReplayableTransaction>,
        SupportsPostCommitTopology<ReplayableTransaction> {
  private static final long serialVersionUID = 1;

  private final KafkaSink<T> sink;
  private final SentRecords<T> sent;
  private final Properties producer;
  private final String groupId;
  private final Duration transactionTimeout;

  /**
   * Wraps a sink whose serializer is {@code sent}.
   *
   * @param producer properties of the producer that sends records again
   * @param config provides group id and timeout for the message about a fenced producer
   */
  ReplayingSink(KafkaSink<T> sink, SentRecords<T> sent, Properties producer, JobConfig config) {
    this.sink = sink;
    this.sent = sent;
    this.producer = producer;
    this.groupId = config.groupId();
    this.transactionTimeout = config.transactionTimeout();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    ProducerFencing fencing = fencing();
    return new ReplayableWriter<>(
        sink.createWriter(new ExplainingContext(context, fencing)), sent, fencing);
  }

  @Override
  public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> states) throws IOException {
    ProducerFencing fencing = fencing();
    return new ReplayableWriter<>(
        sink.restoreWriter(new ExplainingContext(context, fencing), states), sent, fencing);
  }

  private ProducerFencing fencing() {
    return new ProducerFencing(groupId, transactionTimeout);
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<ReplayableTransaction> createCommitter(CommitterInitContext context)
      throws IOException {
    return new ReplayingCommitter(sink.createCommitter(context), new TransactionReplayer(producer));
  }

  @Override
  public SimpleVersionedSerializer<ReplayableTransaction> getCommittableSerializer() {
    return new ReplayableTransactionSerializer(sink.getCommittableSerializer());
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // The connector only looks at the graph.
  public void addPostCommitTopology(
      DataStream<CommittableMessage<ReplayableTransaction>> committables) {
    sink.addPostCommitTopology((DataStream) committables);
  }
}
