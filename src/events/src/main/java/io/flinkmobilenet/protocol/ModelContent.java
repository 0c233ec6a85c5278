package io.flinkmobilenet.protocol;

import java.time.Instant;

/**
 * A model as it is published under a name and version.
 *
 * @param digest SHA-256 of the bytes, 64 lower-case hexadecimal digits
 * @param bytes the canonical artifact; not copied
 * @param geometry size to which its images are resized and cropped
 */
public record ModelContent(String digest, byte[] bytes, ManifestGeometry geometry) {
  /** Returns the unsigned announcement of the model. */
  public Manifest announce(ModelKey key, Instant publishedAt) {
    return new Manifest(
        key,
        digest,
        bytes.length,
        (int) Chunk.countOf(bytes.length),
        geometry,
        publishedAt.toEpochMilli());
  }
}
