package io.flinkmobilenet.stream.operator;

/** Thrown if a model arrived completely but does not match its manifest or cannot be built. */
final class UnusableModelException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean chunksAreSound;

  private UnusableModelException(String message, boolean chunksAreSound, Throwable cause) {
    super(message, cause);
    this.chunksAreSound = chunksAreSound;
  }

  /** The chunks do not match the digest, or no model can be built from them. */
  static UnusableModelException badChunks(String message, Throwable cause) {
    return new UnusableModelException(message, false, cause);
  }

  /** The chunks match the digest, but another field of the manifest does not match them. */
  static UnusableModelException badManifest(String message) {
    return new UnusableModelException(message, true, null);
  }

  /** Returns whether another manifest may make a usable model of the same chunks. */
  boolean chunksAreSound() {
    return chunksAreSound;
  }
}
