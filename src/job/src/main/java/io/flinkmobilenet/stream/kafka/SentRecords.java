package io.flinkmobilenet.stream.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Remembers the records of a transaction while they are serialized, up to a limit in bytes.
 *
 * <p>The writer and the serializer of a subtask run in the same thread.
 */
final class SentRecords<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1;

  /** Bytes per record besides key and value, rounded. */
  private static final int OVERHEAD = 100;

  /**
   * A checkpoint copies what is remembered two or three times, of two topics and for each slot, so
   * it may take only this part of the heap.
   */
  private static final int HEAP_PART = 32;

  private final KafkaRecordSerializationSchema<T> serializer;
  private final long limit;
  private transient long maxBytes;
  private transient List<ProducerRecord<byte[], byte[]>> records;
  private transient long bytes;

  /**
   * Wraps the serializer. Nothing is remembered of a transaction with more bytes than the limit, or
   * with more than a 32nd of the heap.
   */
  SentRecords(KafkaRecordSerializationSchema<T> serializer, long limit) {
    this.serializer = serializer;
    this.limit = limit;
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext)
      throws Exception {
    serializer.open(context, sinkContext);
    records = new ArrayList<>();
    // The heap of the TaskManager, not of the client that made the job.
    maxBytes = Math.min(limit, Runtime.getRuntime().maxMemory() / HEAP_PART);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record = serializer.serialize(element, context, timestamp);
    bytes += OVERHEAD + record.value().length + (record.key() == null ? 0 : record.key().length);
    for (Header header : record.headers()) {
      bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    if (bytes <= maxBytes) {
      records.add(record);
    } else {
      records.clear();
    }
    return record;
  }

  /** Returns the records since the last call; empty if they exceeded the limit. */
  Optional<List<ProducerRecord<byte[], byte[]>>> take() {
    boolean all = bytes <= maxBytes;
    List<ProducerRecord<byte[], byte[]>> taken = records;
    records = new ArrayList<>();
    bytes = 0;
    return all ? Optional.of(taken) : Optional.empty();
  }
}
