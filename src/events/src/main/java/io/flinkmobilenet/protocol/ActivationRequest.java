package io.flinkmobilenet.protocol;

import io.flinkmobilenet.protocol.signing.KeySignature;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.util.List;
import java.util.Optional;

/**
 * A request to make a model the active one.
 *
 * @param key name and version of the model
 * @param epoch number of the request; the request with the highest epoch counts
 * @param signature signature of the publisher; null if it is not signed
 */
public record ActivationRequest(ModelKey key, long epoch, KeySignature signature)
    implements ModelRequest {
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

  @Override
  public Optional<String> deploymentName() {
    return Optional.empty();
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.of(key));
  }

  @Override
  public Optional<Rollout> plan() {
    return Optional.empty();
  }

  @Override
  public String title() {
    return "activation of model %s with epoch %d".formatted(key, epoch);
  }
}
