package io.flinkmobilenet.stream.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Remembers the records of a transaction while they are made, as long as they are not too many.
 *
 * <p>Writer and serializer of a subtask are of one thread.
 */
final class SentRecords<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1;

  /** What a record costs beside key and value; rounded. */
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
   * Of the given serializer; of transactions of more bytes than the limit, or than a 32nd of the
   * heap, nothing is remembered.
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
    if (bytes <= maxBytes) {
      records.add(record);
    } else {
      records.clear();
    }
    return record;
  }

  /** Those since the last call; empty where they were too many. */
  Optional<List<ProducerRecord<byte[], byte[]>>> take() {
    boolean all = bytes <= maxBytes;
    List<ProducerRecord<byte[], byte[]>> taken = records;
    records = new ArrayList<>();
    bytes = 0;
    return all ? Optional.of(taken) : Optional.empty();
  }
}
