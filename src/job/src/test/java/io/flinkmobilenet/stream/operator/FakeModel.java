package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ManifestGeometry;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Messages of a model that is not a network, for tests of the protocol.
 *
 * @param key name and version
 * @param bytes content; the first byte distinguishes one content from another
 * @param publishedAt milliseconds since 1970
 */
record FakeModel(ModelKey key, byte[] bytes, long publishedAt) {
  static FakeModel of(String version, int content, long publishedAt) {
    byte[] bytes = new byte[Chunk.LARGEST + 10];
    bytes[0] = (byte) content;
    return new FakeModel(new ModelKey("fake", version), bytes, publishedAt);
  }

  String digest() {
    return "%064x".formatted(bytes[0] & 0xFF);
  }

  Manifest manifest() {
    return new Manifest(
        key, digest(), bytes.length, 2, ManifestGeometry.shortestEdge(36, 32, 32), publishedAt);
  }

  Chunk chunk(int index) {
    int from = index * Chunk.LARGEST;
    int to = Math.min(bytes.length, from + Chunk.LARGEST);
    return new Chunk(digest(), index, Arrays.copyOfRange(bytes, from, to));
  }

  ActivationRequest activation(long epoch) {
    return new ActivationRequest(key, epoch);
  }

  /** Returns the manifest and the chunks. */
  List<ModelMessage> messages() {
    return new ArrayList<>(List.of(manifest(), chunk(0), chunk(1)));
  }
}
