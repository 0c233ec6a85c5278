package io.flinkmobilenet.protocol;

import io.flinkmobilenet.protocol.signing.KeySignature;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.util.Comparator;

/**
 * A request to make a model the active one.
 *
 * @param key name and version of the model
 * @param epoch number of the request; the request with the highest epoch counts
 * @param signature signature of the publisher; null if it is not signed
 */
public record ActivationRequest(ModelKey key, long epoch, KeySignature signature)
    implements ModelMessage, Signed {
  private static final Comparator<ActivationRequest> ORDER =
      Comparator.comparingLong(ActivationRequest::epoch).thenComparing(ActivationRequest::key);

  /** Creates an unsigned request. */
  public ActivationRequest(ModelKey key, long epoch) {
    this(key, epoch, null);
  }

  /** Returns the same request, signed. */
  public ActivationRequest sign(SigningKey publisher) {
    return with(publisher.sign(signedBytes()));
  }

  /** Returns the same request with a signature made elsewhere, which is not checked here. */
  public ActivationRequest with(KeySignature signed) {
    return new ActivationRequest(key, epoch, signed);
  }

  @Override
  public byte[] signedBytes() {
    return SignedBytes.of(this);
  }

  /** Whether this request takes precedence: by epoch, and for equal epochs by name and version. */
  public boolean outranks(ActivationRequest other) {
    return other == null || ORDER.compare(this, other) > 0;
  }

  /** Whether both request the same model with the same epoch, regardless of signatures. */
  public boolean isOf(ActivationRequest other) {
    return other != null && ORDER.compare(this, other) == 0;
  }
}
