package io.flinkmobilenet.protocol;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelActivation;
import io.flinkmobilenet.event.ModelChunk;
import io.flinkmobilenet.event.ModelDeployment;
import io.flinkmobilenet.event.ModelEvent;
import io.flinkmobilenet.event.ModelManifest;
import io.flinkmobilenet.event.ModelSignature;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.protocol.signing.KeySignature;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the models topic. Each thread needs an instance of its own. */
public final class ModelRecordReader {
  private final EventCodec<ModelEvent> codec = EventCodec.of(ModelEvent.class);

  /**
   * Returns the message of the record; empty for the tombstone of a chunk, an activation or a
   * deployment, which only frees space in the topic.
   */
  public Optional<ModelMessage> read(ConsumerRecord<byte[], byte[]> record) {
    RecordKey key = RecordKey.of(record.key());
    if (record.value() == null) {
      return key.model().map(Removal::new);
    }
    try {
      return Optional.of(message(codec.decode(record.value())));
    } catch (UnreadableEventException | IllegalArgumentException e) {
      return Optional.of(
          new Unreadable(
              key.model().map(ModelKey::name).orElse(""),
              key.model().map(ModelKey::version).orElse(""),
              key.digest(),
              where(record) + ": " + e.getMessage()));
    }
  }

  static String where(ConsumerRecord<?, ?> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }

  private static ModelMessage message(ModelEvent event) {
    Object body = event.getBody();
    if (body instanceof ModelManifest manifest) {
      return manifest(manifest);
    }
    if (body instanceof ModelChunk chunk) {
      return new Chunk(chunk.getDigest(), chunk.getIndex(), bytes(chunk.getData()));
    }
    if (body instanceof ModelDeployment deployment) {
      return DeploymentFields.read(deployment, signature(deployment.getSignature()));
    }
    ModelActivation activation = (ModelActivation) body;
    return new ActivationRequest(
        new ModelKey(activation.getName(), activation.getVersion()),
        activation.getEpoch(),
        signature(activation.getSignature()));
  }

  private static Manifest manifest(ModelManifest manifest) {
    return new Manifest(
        new ModelKey(manifest.getName(), manifest.getVersion()),
        manifest.getDigest(),
        manifest.getBytes(),
        manifest.getChunks(),
        GeometryFields.read(manifest.getGeometry()),
        manifest.getPublishedAt().toEpochMilli(),
        signature(manifest.getSignature()));
  }

  private static KeySignature signature(ModelSignature signature) {
    return signature == null
        ? null
        : new KeySignature(signature.getKeyId(), bytes(signature.getValue()));
  }

  /** Copies the bytes, so that the record around them can be garbage-collected. */
  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
