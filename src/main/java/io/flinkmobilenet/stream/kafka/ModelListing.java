package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.state.ActivationRequest;
import io.flinkmobilenet.stream.state.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * What the models topic holds.
 *
 * @param manifests one a name and version, sorted by both
 * @param activation the one with the highest epoch
 */
public record ModelListing(List<Manifest> manifests, Optional<ActivationRequest> activation) {}
