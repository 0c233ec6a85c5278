package io.flinkmobilenet.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Serializes a transaction for a checkpoint: the version and the bytes of the connector's own form,
 * then the records.
 */
final class ReplayableTransactionSerializer
    implements SimpleVersionedSerializer<ReplayableTransaction> {
  /** The connector's own versions are small numbers; state in its own form can be read as well. */
  static final int VERSION = 1001;

  /** The version in which records had no headers. */
  private static final int WITHOUT_HEADERS = 1000;

  private static final int NONE = -1;

  private final SimpleVersionedSerializer<KafkaCommittable> committables;

  ReplayableTransactionSerializer(SimpleVersionedSerializer<KafkaCommittable> committables) {
    this.committables = committables;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ReplayableTransaction transaction) throws IOException {
    byte[] committable = committables.serialize(transaction.committable());
    List<ProducerRecord<byte[], byte[]>> records = transaction.records().orElse(List.of());
    // Of the right size from the start: an array that grows would be on the heap twice.
    ByteBuffer out = ByteBuffer.allocate(length(committable, records));
    out.putInt(committables.getVersion());
    put(out, committable);
    out.putInt(transaction.records().map(List::size).orElse(NONE));
    for (ProducerRecord<byte[], byte[]> record : records) {
      byte[] topic = record.topic().getBytes(UTF_8);
      out.putShort((short) topic.length).put(topic);
      put(out, record.key());
      put(out, record.value());
      RecordHeaderBytes.put(out, record.headers());
    }
    return out.array();
  }

  private static int length(byte[] committable, List<ProducerRecord<byte[], byte[]>> records) {
    int length = 2 * Integer.BYTES + length(committable);
    for (ProducerRecord<byte[], byte[]> record : records) {
      // A topic's name is ASCII, at most 249 bytes.
      int topic = Short.BYTES + record.topic().getBytes(UTF_8).length;
      length = Math.addExact(length, topic + length(record.key()) + length(record.value()));
      length = Math.addExact(length, RecordHeaderBytes.length(record.headers()));
    }
    return length;
  }

  static int length(byte[] bytes) {
    return Integer.BYTES + (bytes == null ? 0 : bytes.length);
  }

  static void put(ByteBuffer out, byte[] bytes) {
    out.putInt(bytes == null ? NONE : bytes.length);
    if (bytes != null) {
      out.put(bytes);
    }
  }

  @Override
  public ReplayableTransaction deserialize(int version, byte[] serialized) throws IOException {
    if (version < WITHOUT_HEADERS) {
      return new ReplayableTransaction(
          committables.deserialize(version, serialized), Optional.empty());
    }
    if (version > VERSION) {
      throw new IOException(
          "transaction in the state: expected version %d or %d, found %d"
              .formatted(WITHOUT_HEADERS, VERSION, version));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    int inner = in.readInt();
    KafkaCommittable committable = committables.deserialize(inner, readBytes(in));
    int count = in.readInt();
    if (count == NONE) {
      return new ReplayableTransaction(committable, Optional.empty());
    }
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String topic = in.readUTF();
      byte[] key = readBytes(in);
      byte[] value = readBytes(in);
      Headers headers = version == WITHOUT_HEADERS ? null : RecordHeaderBytes.read(in);
      records.add(new ProducerRecord<>(topic, null, key, value, headers));
    }
    return new ReplayableTransaction(committable, Optional.of(records));
  }

  static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length == NONE) {
      return null;
    }
    if (length < 0 || length > in.available()) {
      throw new IOException(
          "transaction in the state: expected %d bytes, found %d"
              .formatted(length, in.available()));
    }
    return in.readNBytes(length);
  }
}
