package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelActivation;
import io.flinkmobilenet.event.ModelChunk;
import io.flinkmobilenet.event.ModelEvent;
import io.flinkmobilenet.event.ModelGeometry;
import io.flinkmobilenet.event.ModelManifest;
import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.stream.state.Chunk;
import io.flinkmobilenet.stream.state.ModelKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Turns models and activations into records of the models topic. */
public final class ModelPublication {
  private final EventCodec<ModelEvent> codec = EventCodec.of(ModelEvent.class);
  private final String topic;

  /** For the given models topic. */
  public ModelPublication(String topic) {
    this.topic = topic;
  }

  /** The records of a model, in the order to send them: the chunks, then the manifest. */
  public List<ProducerRecord<byte[], byte[]>> model(
      ModelKey key, ModelArtifact artifact, Instant publishedAt) {
    byte[] bytes = artifact.bytes();
    int chunks = (int) Chunk.countOf(bytes.length);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int index = 0; index < chunks; index++) {
      int from = index * Chunk.LARGEST;
      int length = Math.min(Chunk.LARGEST, bytes.length - from);
      records.add(
          record(
              RecordKey.chunk(artifact.digest(), index),
              new ModelChunk(artifact.digest(), index, ByteBuffer.wrap(bytes, from, length))));
    }
    InputGeometry geometry = artifact.preprocessing().geometry();
    records.add(
        record(
            RecordKey.manifest(key),
            new ModelManifest(
                key.name(),
                key.version(),
                artifact.digest(),
                (long) bytes.length,
                chunks,
                new ModelGeometry(
                    geometry.shortestEdge(), geometry.cropWidth(), geometry.cropHeight()),
                publishedAt.truncatedTo(ChronoUnit.MILLIS))));
    return records;
  }

  /**
   * The record that puts a model in charge.
   *
   * @param epoch higher than that of every activation before
   */
  public ProducerRecord<byte[], byte[]> activation(ModelKey key, long epoch, Instant activatedAt) {
    return record(
        RecordKey.ACTIVATION,
        new ModelActivation(
            key.name(), key.version(), epoch, activatedAt.truncatedTo(ChronoUnit.MILLIS)));
  }

  /** The record that takes a model back; the one in charge goes on until another is. */
  public ProducerRecord<byte[], byte[]> removal(ModelKey key) {
    return new ProducerRecord<>(topic, RecordKey.manifest(key).bytes(), null);
  }

  private ProducerRecord<byte[], byte[]> record(RecordKey key, Object body) {
    return new ProducerRecord<>(topic, key.bytes(), codec.encode(new ModelEvent(body)));
  }
}
