package io.flinkmobilenet.protocol;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelActivation;
import io.flinkmobilenet.event.ModelChunk;
import io.flinkmobilenet.event.ModelEvent;
import io.flinkmobilenet.event.ModelManifest;
import io.flinkmobilenet.event.ModelSignature;
import io.flinkmobilenet.protocol.signing.KeySignature;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Turns models and activation requests into records of the models topic. */
public final class ModelPublication {
  private final EventCodec<ModelEvent> codec = EventCodec.of(ModelEvent.class);
  private final String topic;

  /** Creates records for the given models topic. */
  public ModelPublication(String topic) {
    this.topic = topic;
  }

  /**
   * Returns the records of a model, in the order to send them: the chunks, then the manifest. Each
   * is made when it is taken, so that a large model is not in memory twice.
   */
  public Stream<ProducerRecord<byte[], byte[]>> model(Manifest announced, ModelContent content) {
    return Stream.concat(
        IntStream.range(0, announced.chunks()).mapToObj(index -> chunk(content, index)),
        Stream.of(manifest(announced)));
  }

  private ProducerRecord<byte[], byte[]> chunk(ModelContent content, int index) {
    int from = index * Chunk.LARGEST;
    int length = Math.min(Chunk.LARGEST, content.bytes().length - from);
    ByteBuffer data = ByteBuffer.wrap(content.bytes(), from, length);
    return record(
        RecordKey.chunk(content.digest(), index), new ModelChunk(content.digest(), index, data));
  }

  private ProducerRecord<byte[], byte[]> manifest(Manifest announced) {
    return record(
        RecordKey.manifest(announced.key()),
        new ModelManifest(
            announced.key().name(),
            announced.key().version(),
            announced.digest(),
            announced.bytes(),
            announced.chunks(),
            GeometryFields.of(announced.geometry()),
            Instant.ofEpochMilli(announced.publishedAt()),
            signature(announced)));
  }

  /**
   * Returns the record that makes a model the active one.
   *
   * @param activation request with a higher epoch than every request before
   */
  public ProducerRecord<byte[], byte[]> activation(
      ActivationRequest activation, Instant activatedAt) {
    return record(
        RecordKey.ACTIVATION,
        new ModelActivation(
            activation.key().name(),
            activation.key().version(),
            activation.epoch(),
            activatedAt.truncatedTo(ChronoUnit.MILLIS),
            signature(activation)));
  }

  /**
   * Returns the record of a deployment.
   *
   * @param deployment request with a higher epoch than every request before
   */
  public ProducerRecord<byte[], byte[]> deployment(Deployment deployment, Instant deployedAt) {
    return record(
        RecordKey.DEPLOYMENT,
        DeploymentFields.of(
            deployment, deployedAt.truncatedTo(ChronoUnit.MILLIS), signature(deployment)));
  }

  private static ModelSignature signature(Signed announcement) {
    KeySignature signature = announcement.signature();
    return signature == null
        ? null
        : new ModelSignature(signature.keyId(), ByteBuffer.wrap(signature.value()));
  }

  /**
   * Returns the record that withdraws a model. If the model is active, it stays so until another
   * model is activated.
   */
  public ProducerRecord<byte[], byte[]> removal(ModelKey key) {
    return new ProducerRecord<>(topic, RecordKey.manifest(key).bytes(), null);
  }

  /**
   * Returns the records that let compaction delete a model's chunks; they are to be sent after the
   * removal.
   */
  public List<ProducerRecord<byte[], byte[]>> chunkRemovals(String digest, int chunks) {
    return IntStream.range(0, chunks)
        .mapToObj(
            index ->
                new ProducerRecord<byte[], byte[]>(
                    topic, RecordKey.chunk(digest, index).bytes(), null))
        .toList();
  }

  private ProducerRecord<byte[], byte[]> record(RecordKey key, Object body) {
    return new ProducerRecord<>(topic, key.bytes(), codec.encode(new ModelEvent(body)));
  }
}
