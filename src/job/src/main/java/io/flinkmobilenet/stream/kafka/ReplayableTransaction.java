package io.flinkmobilenet.stream.kafka;

import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A transaction to commit, and the records to send again if the broker has aborted it.
 *
 * @param committable the transaction
 * @param records all records sent in it; empty if they were too large to be kept
 */
record ReplayableTransaction(
    KafkaCommittable committable, Optional<List<ProducerRecord<byte[], byte[]>>> records) {}
