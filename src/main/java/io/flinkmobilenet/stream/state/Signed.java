package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.model.signing.KeySignature;

/** An announcement that its publisher may have signed. */
public sealed interface Signed permits Manifest, ActivationRequest {
  /** Which model it is about. */
  ModelKey key();

  /** Null where it is not signed. */
  KeySignature signature();

  /** What the signature is made over; the same whether there is one or not. */
  byte[] signedBytes();
}
