package io.flinkmobilenet.protocol;

import java.util.List;
import java.util.Optional;

/**
 * The content of the models topic.
 *
 * @param manifests one per name and version, sorted by both; of equal ones the latest copy
 * @param activation the activation request with the highest epoch
 */
public record ModelListing(List<Manifest> manifests, Optional<ActivationRequest> activation) {}
