package io.flinkmobilenet.protocol;

/**
 * Position of a chunk.
 *
 * @param digest digest of the whole artifact
 * @param index position in the artifact, from 0
 */
public record ChunkKey(String digest, int index) {
  // Written by hand: on JDK 17 a record's generated equals keeps the job's class loader alive.
  @Override
  public boolean equals(Object other) {
    return other instanceof ChunkKey that && index == that.index && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return 31 * digest.hashCode() + index;
  }
}
