package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelContent;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.stream.state.Geometries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Messages of a real model.
 *
 * @param key name and version
 * @param artifact the network
 */
record PublishedModel(ModelKey key, ModelArtifact artifact) {
  /** Returns the manifest, then the chunks. */
  List<ModelMessage> messages() {
    byte[] bytes = artifact.bytes();
    List<ModelMessage> messages = new ArrayList<>();
    messages.add(manifest());
    for (int index = 0; index < Chunk.countOf(bytes.length); index++) {
      int from = index * Chunk.LARGEST;
      int to = Math.min(bytes.length, from + Chunk.LARGEST);
      messages.add(new Chunk(artifact.digest(), index, Arrays.copyOfRange(bytes, from, to)));
    }
    return messages;
  }

  Manifest manifest() {
    return new ModelContent(artifact.digest(), artifact.bytes(), Geometries.toManifest(geometry()))
        .announce(key, Instant.EPOCH);
  }

  /** Returns the size to which the model's images are resized and cropped. */
  InputGeometry geometry() {
    return artifact.preprocessing().geometry();
  }

  ActivationRequest activation(long epoch) {
    return new ActivationRequest(key, epoch);
  }

  /** Returns the messages and the activation request. */
  List<ModelMessage> activated(long epoch) {
    List<ModelMessage> messages = messages();
    messages.add(activation(epoch));
    return messages;
  }
}
