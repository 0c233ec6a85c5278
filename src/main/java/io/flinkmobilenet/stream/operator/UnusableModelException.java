package io.flinkmobilenet.stream.operator;

/** A model that arrived in full and is not what was announced; the message says how. */
final class UnusableModelException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean chunksAreSound;

  private UnusableModelException(String message, boolean chunksAreSound, Throwable cause) {
    super(message, cause);
    this.chunksAreSound = chunksAreSound;
  }

  /** The chunks are not what the digest says, or no model can be made of them. */
  static UnusableModelException badChunks(String message, Throwable cause) {
    return new UnusableModelException(message, false, cause);
  }

  /** The chunks are what the digest says, and what else the manifest says of them is not so. */
  static UnusableModelException badManifest(String message) {
    return new UnusableModelException(message, true, null);
  }

  /** Whether another manifest may make a model of the same chunks. */
  boolean chunksAreSound() {
    return chunksAreSound;
  }
}
