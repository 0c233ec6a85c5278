package io.flinkmobilenet.protocol;

import io.flinkmobilenet.protocol.signing.KeySignature;

/** An announcement that may be signed by its publisher. */
public sealed interface Signed permits Manifest, ModelRequest {
  /** Returns the signature; null if the announcement is not signed. */
  KeySignature signature();

  /** Returns the bytes that are signed; they do not depend on the signature. */
  byte[] signedBytes();
}
