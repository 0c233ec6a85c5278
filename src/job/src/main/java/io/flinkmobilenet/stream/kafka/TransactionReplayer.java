package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.kafka.KafkaClients;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the records of a transaction again if the broker has aborted it.
 *
 * <p>The new transaction has an id of its own, derived from the first one's id. If that transaction
 * is already committed, an earlier attempt sent the records and the job failed before recording it.
 */
class TransactionReplayer {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionReplayer.class);
  private static final String AGAIN = "-again";

  private final Properties producer;

  TransactionReplayer(Properties producer) {
    this.producer = producer;
  }

  /**
   * Makes sure that the records of the transaction are in the topic.
   *
   * @return false if the records were too large to be kept, so that they are lost
   * @throws IOException if the broker cannot be reached or refuses the records: the job tries again
   *     after a restart
   */
  boolean replay(ReplayableTransaction transaction) throws IOException, InterruptedException {
    String id = transaction.committable().getTransactionalId();
    try (Admin admin = KafkaClients.admin(producer)) {
      if (isCommitted(admin, id) || isCommitted(admin, id + AGAIN)) {
        return true;
      }
      if (transaction.records().isEmpty()) {
        LOG.error("The broker aborted transaction {}; its records were too large to be kept", id);
        return false;
      }
      List<ProducerRecord<byte[], byte[]>> records = transaction.records().get();
      LOG.warn(
          "The broker aborted transaction {}; sending its {} records again", id, records.size());
      send(id + AGAIN, records);
      return true;
    } catch (ExecutionException | KafkaException e) {
      throw new IOException("transaction " + id + " could not be replayed", e);
    }
  }

  private static boolean isCommitted(Admin admin, String id)
      throws ExecutionException, InterruptedException {
    try {
      TransactionState state =
          admin.describeTransactions(List.of(id)).description(id).get().state();
      return state == TransactionState.COMPLETE_COMMIT || state == TransactionState.PREPARE_COMMIT;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  private void send(String id, List<ProducerRecord<byte[], byte[]>> records)
      throws ExecutionException, InterruptedException {
    Properties properties = new Properties();
    properties.putAll(producer);
    properties.put("transactional.id", id);
    try (KafkaProducer<byte[], byte[]> again = KafkaClients.producer(properties)) {
      again.initTransactions();
      again.beginTransaction();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(again.send(record)));
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
      again.commitTransaction();
    }
  }
}
