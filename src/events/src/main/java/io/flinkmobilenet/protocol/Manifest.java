package io.flinkmobilenet.protocol;

import io.flinkmobilenet.protocol.signing.KeySignature;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.util.Comparator;

/**
 * The announcement of a model.
 *
 * @param key name and version
 * @param digest SHA-256 of the canonical artifact, 64 lower-case hexadecimal digits
 * @param bytes length of the artifact, at least 1
 * @param chunks number of chunks of the artifact
 * @param geometry size to which images are resized and cropped
 * @param publishedAt milliseconds since 1970
 * @param signature signature of the publisher; null if it is not signed
 */
public record Manifest(
    ModelKey key,
    String digest,
    long bytes,
    int chunks,
    ManifestGeometry geometry,
    long publishedAt,
    KeySignature signature)
    implements ModelMessage, Signed {
  /**
   * Oldest first. Manifests compare as equal only if all that matters is, so all subtasks agree.
   */
  public static final Comparator<Manifest> BY_AGE =
      Comparator.comparingLong(Manifest::publishedAt)
          .thenComparing(Manifest::key)
          .thenComparing(Manifest::digest);

  /** Checks the digest, and that length and number of chunks agree. */
  public Manifest {
    Digest.check(digest);
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: expected at least 1, found " + bytes);
    }
    if (chunks != Chunk.countOf(bytes)) {
      throw new IllegalArgumentException(
          "chunks: expected %d for %d bytes, found %d"
              .formatted(Chunk.countOf(bytes), bytes, chunks));
    }
  }

  /** Creates an unsigned manifest. */
  public Manifest(
      ModelKey key,
      String digest,
      long bytes,
      int chunks,
      ManifestGeometry geometry,
      long publishedAt) {
    this(key, digest, bytes, chunks, geometry, publishedAt, null);
  }

  /** Returns the same manifest, signed. */
  public Manifest sign(SigningKey publisher) {
    return with(publisher.sign(signedBytes()));
  }

  /** Returns the same manifest with a signature made elsewhere, which is not checked here. */
  public Manifest with(KeySignature signed) {
    return new Manifest(key, digest, bytes, chunks, geometry, publishedAt, signed);
  }

  @Override
  public byte[] signedBytes() {
    return SignedBytes.of(this);
  }

  /** Whether both announce the same bytes under the same name, regardless of time and signature. */
  public boolean sameContent(Manifest other) {
    return key.equals(other.key)
        && digest.equals(other.digest)
        && bytes == other.bytes
        && geometry.equals(other.geometry);
  }
}
