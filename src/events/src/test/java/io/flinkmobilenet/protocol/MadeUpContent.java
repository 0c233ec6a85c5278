package io.flinkmobilenet.protocol;

/** Contents of three chunks that are no models, for tests of the protocol. */
final class MadeUpContent {
  private MadeUpContent() {}

  /** Returns a content; its digest is made up from the seed. */
  static ModelContent of(int seed) {
    byte[] bytes = new byte[2 * Chunk.LARGEST + 10];
    bytes[0] = (byte) seed;
    bytes[bytes.length - 1] = (byte) seed;
    return new ModelContent(
        "%064x".formatted(seed), bytes, ManifestGeometry.shortestEdge(36, 32, 32));
  }
}
