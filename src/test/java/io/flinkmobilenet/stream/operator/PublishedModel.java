package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.stream.state.ActivationRequest;
import io.flinkmobilenet.stream.state.Chunk;
import io.flinkmobilenet.stream.state.Manifest;
import io.flinkmobilenet.stream.state.ModelKey;
import io.flinkmobilenet.stream.state.ModelMessage;
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
    int length = artifact.bytes().length;
    return new Manifest(
        key,
        artifact.digest(),
        length,
        (int) Chunk.countOf(length),
        artifact.preprocessing().geometry(),
        0);
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
