package io.flinkmobilenet.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ReplayableTransactionTest {
  private static final KafkaCommittable COMMITTABLE =
      new KafkaCommittable(7, (short) 2, "prefix-0-1", null);
  private static final KafkaRecordSerializationSchema<String> TEXTS =
      (text, context, timestamp) ->
          new ProducerRecord<>("topic", null, text.getBytes(StandardCharsets.UTF_8));

  private final SimpleVersionedSerializer<KafkaCommittable> connectors =
      KafkaSink.<String>builder()
          .setBootstrapServers("localhost:1")
          .setRecordSerializer(TEXTS)
          .build()
          .getCommittableSerializer();
  private final ReplayableTransactionSerializer serializer =
      new ReplayableTransactionSerializer(connectors);

  @Test
  void comesBackFromTheStateWithAllItsRecords() throws Exception {
    ReplayableTransaction before =
        new ReplayableTransaction(
            COMMITTABLE,
            Optional.of(
                List.of(
                    new ProducerRecord<>("topic", new byte[] {1}, new byte[] {2, 3}),
                    new ProducerRecord<>("topic", null, new byte[0]),
                    new ProducerRecord<>(
                        "topic",
                        null,
                        (byte[]) null,
                        new byte[] {4},
                        new RecordHeaders().add("traceparent", new byte[] {5}).add("x", null)))));
    ReplayableTransaction after =
        serializer.deserialize(serializer.getVersion(), serializer.serialize(before));
    assertThat(after.committable()).isEqualTo(COMMITTABLE);
    assertThat(after.records().orElseThrow())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(before.records().orElseThrow());

    ReplayableTransaction large = new ReplayableTransaction(COMMITTABLE, Optional.empty());
    assertThat(
            serializer.deserialize(serializer.getVersion(), serializer.serialize(large)).records())
        .isEmpty();
  }

  @Test
  void isWrittenWithoutCopiesOfItsRecords() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records =
        List.of(
            new ProducerRecord<>("topic", null, new byte[20 << 20]),
            new ProducerRecord<>("topic", null, new byte[20 << 20]));
    ReplayableTransaction large = new ReplayableTransaction(COMMITTABLE, Optional.of(records));
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    serializer.serialize(new ReplayableTransaction(COMMITTABLE, Optional.empty()));

    long before = thread.getCurrentThreadAllocatedBytes();
    byte[] bytes = serializer.serialize(large);
    long allocated = thread.getCurrentThreadAllocatedBytes() - before;

    assertThat(bytes).hasSizeGreaterThan(40 << 20);
    assertThat(allocated).isBetween((long) bytes.length, bytes.length + 100_000L);
  }

  @Test
  void readsWhatTheConnectorWroteBefore() throws Exception {
    ReplayableTransaction old =
        serializer.deserialize(connectors.getVersion(), connectors.serialize(COMMITTABLE));
    assertThat(old.committable()).isEqualTo(COMMITTABLE);
    assertThat(old.records()).isEmpty();
  }

  /** Before, nothing followed the value of a record. */
  @Test
  void readsRecordsOfBeforeTheyHadHeaders() throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("topic", new byte[] {1}, new byte[9]);
    byte[] bytes =
        serializer.serialize(new ReplayableTransaction(COMMITTABLE, Optional.of(List.of(record))));
    byte[] before = Arrays.copyOf(bytes, bytes.length - Short.BYTES);
    assertThat(serializer.deserialize(1000, before).records().orElseThrow())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(record);
  }

  @Test
  void refusesAFormThatItDoesNotKnowAndOneThatEndsTooSoon() throws Exception {
    byte[] bytes =
        serializer.serialize(
            new ReplayableTransaction(
                COMMITTABLE,
                Optional.of(List.of(new ProducerRecord<>("topic", null, new byte[100])))));
    assertThatThrownBy(() -> serializer.deserialize(serializer.getVersion() + 1, bytes))
        .hasMessageContaining("expected version 1000 or 1001, found 1002");
    assertThatThrownBy(() -> serializer.deserialize(1001, Arrays.copyOf(bytes, bytes.length - 50)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected 100 bytes, found 52");
  }

  @Test
  void keepsTheRecordsOfATransactionUnlessTheyAreTooMany() throws Exception {
    SentRecords<String> sent = new SentRecords<>(TEXTS, 250);
    sent.open(null, null);
    sent.serialize("one", null, null);
    sent.serialize("two", null, null);
    assertThat(sent.take().orElseThrow()).hasSize(2);
    sent.serialize("three", null, null);
    assertThat(sent.take().orElseThrow()).hasSize(1);
    for (int i = 0; i < 3; i++) {
      sent.serialize("many", null, null);
    }
    assertThat(sent.take()).isEmpty();
    assertThat(sent.take().orElseThrow()).isEmpty();
  }

  @Test
  void keepsNoMoreThanAPartOfTheHeap() throws Exception {
    int tooMuch = (int) (Runtime.getRuntime().maxMemory() / 32);
    SentRecords<byte[]> sent =
        new SentRecords<>(
            (bytes, context, timestamp) -> new ProducerRecord<>("topic", null, bytes),
            Long.MAX_VALUE);
    sent.open(null, null);
    sent.serialize(new byte[1_000], null, null);
    assertThat(sent.take().orElseThrow()).hasSize(1);
    sent.serialize(new byte[tooMuch], null, null);
    assertThat(sent.take()).isEmpty();
  }
}
