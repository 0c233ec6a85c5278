package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.model.signing.KeySignature;
import io.flinkmobilenet.model.signing.SigningKey;
import java.io.IOException;
import java.util.Comparator;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The announcement of a model.
 *
 * @param key name and version
 * @param digest SHA-256 of the canonical artifact, 64 lower-case hexadecimal digits
 * @param bytes length of the artifact, at least 1
 * @param chunks into how many chunks it is cut
 * @param geometry how its pictures are resized and cropped
 * @param publishedAt milliseconds since 1970
 * @param signature the publisher's; null where there is none
 */
public record Manifest(
    ModelKey key,
    String digest,
    long bytes,
    int chunks,
    InputGeometry geometry,
    long publishedAt,
    KeySignature signature)
    implements ModelMessage, Signed {
  /** Oldest first. Equal only where all that matters is, so that every subtask sorts alike. */
  public static final Comparator<Manifest> BY_AGE =
      Comparator.comparingLong(Manifest::publishedAt)
          .thenComparing(Manifest::key)
          .thenComparing(Manifest::digest);

  /** Checks that the parts agree. */
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

  /** One that is not signed. */
  public Manifest(
      ModelKey key,
      String digest,
      long bytes,
      int chunks,
      InputGeometry geometry,
      long publishedAt) {
    this(key, digest, bytes, chunks, geometry, publishedAt, null);
  }

  /** The same announcement, signed. */
  public Manifest sign(SigningKey publisher) {
    return with(publisher.sign(signedBytes()));
  }

  /** The same announcement with a signature that was made elsewhere; not checked here. */
  public Manifest with(KeySignature signed) {
    return new Manifest(key, digest, bytes, chunks, geometry, publishedAt, signed);
  }

  @Override
  public byte[] signedBytes() {
    return SignedBytes.of(this);
  }

  /** Whether both announce the same bytes under the same name, whenever that was. */
  public boolean sameContent(Manifest other) {
    return key.equals(other.key)
        && digest.equals(other.digest)
        && bytes == other.bytes
        && geometry.equals(other.geometry);
  }

  void write(DataOutputView out) throws IOException {
    key.write(out);
    Wire.writeText(out, digest);
    out.writeLong(bytes);
    out.writeInt(chunks);
    Geometries.write(out, geometry);
    out.writeLong(publishedAt);
    Signatures.write(out, signature);
  }

  static Manifest read(DataInputView in, int version) throws IOException {
    return new Manifest(
        ModelKey.read(in),
        Wire.readText(in),
        in.readLong(),
        in.readInt(),
        Geometries.read(in),
        in.readLong(),
        Signatures.read(in, version));
  }
}
