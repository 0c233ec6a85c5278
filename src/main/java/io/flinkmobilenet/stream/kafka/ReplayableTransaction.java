package io.flinkmobilenet.stream.kafka;

import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A transaction that is to be committed, and what to send again where the broker gave it up.
 *
 * @param committable the transaction
 * @param records all that was sent in it; empty where that was too much to be kept
 */
record ReplayableTransaction(
    KafkaCommittable committable, Optional<List<ProducerRecord<byte[], byte[]>>> records) {}
