package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelRequest;
import java.util.List;
import java.util.Optional;

/**
 * The request that classifies, with its models. It contains the manifests themselves, because an
 * announcement may be withdrawn while its model is still active.
 *
 * @param request the activation or deployment
 * @param manifests one per model of the request, sorted by name and version
 */
record InForce(ModelRequest request, List<Manifest> manifests) {
  Optional<Manifest> find(ModelKey key) {
    return manifests.stream().filter(manifest -> manifest.key().equals(key)).findFirst();
  }

  /** Whether the manifest announces one of the models. */
  boolean has(Manifest manifest) {
    return manifests.stream().anyMatch(held -> held.sameContent(manifest));
  }

  /** Returns the same with a copy of a manifest in place of the one with the same content. */
  InForce with(Manifest copy) {
    return new InForce(
        request, manifests.stream().map(held -> held.sameContent(copy) ? copy : held).toList());
  }
}
