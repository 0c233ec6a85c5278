package io.flinkmobilenet.protocol;

import java.util.List;
import java.util.Optional;

/**
 * The content of the models topic.
 *
 * @param manifests one per name and version, sorted by both; of equal ones the latest copy
 * @param request the activation or deployment with the highest epoch
 */
public record ModelListing(List<Manifest> manifests, Optional<ModelRequest> request) {
  /** Returns the manifest of a model; empty if there is none. */
  public Optional<Manifest> find(ModelKey key) {
    return manifests.stream().filter(manifest -> manifest.key().equals(key)).findFirst();
  }

  /** Whether the request that counts names this model. */
  public boolean isRequested(ModelKey key) {
    return request.filter(counts -> counts.models().contains(key)).isPresent();
  }

  /** Whether going back from the request that counts needs this model. */
  public boolean isFormer(ModelKey key) {
    return request
        .filter(Deployment.class::isInstance)
        .map(counts -> ((Deployment) counts).previous())
        .filter(previous -> previous.models().contains(key))
        .isPresent();
  }
}
