package io.flinkmobilenet.stream.kafka;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Serializes a transaction for a checkpoint: the version and the bytes of the connector's own form,
 * then the records.
 */
final class ReplayableTransactionSerializer
    implements SimpleVersionedSerializer<ReplayableTransaction> {
  /** The connector's own versions are small numbers; state in its own form can be read as well. */
  static final int VERSION = 1000;

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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(committables.getVersion());
    writeBytes(out, committables.serialize(transaction.committable()));
    out.writeInt(transaction.records().map(List::size).orElse(NONE));
    for (ProducerRecord<byte[], byte[]> record : transaction.records().orElse(List.of())) {
      out.writeUTF(record.topic());
      writeBytes(out, record.key());
      writeBytes(out, record.value());
    }
    return bytes.toByteArray();
  }

  @Override
  public ReplayableTransaction deserialize(int version, byte[] serialized) throws IOException {
    if (version < VERSION) {
      return new ReplayableTransaction(
          committables.deserialize(version, serialized), Optional.empty());
    }
    if (version > VERSION) {
      throw new IOException(
          "transaction in the state: expected version %d, found %d".formatted(VERSION, version));
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
      records.add(new ProducerRecord<>(in.readUTF(), readBytes(in), readBytes(in)));
    }
    return new ReplayableTransaction(committable, Optional.of(records));
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes == null ? NONE : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
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
