package io.flinkmobilenet.protocol.client;

import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.FormerDeployment;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelRequest;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks a request against what the topics hold.
 *
 * @param topic the models topic
 * @param statusTopic the topic of the status of models
 * @param contents what both hold
 */
record RequestCheck(String topic, String statusTopic, RegistryContents contents) {
  /**
   * Returns an epoch above all those in the topic and in the job, because a lower or equal one
   * would be ignored.
   */
  long nextEpoch() throws RefusedRequestException {
    long inTopic = contents.listing().request().map(ModelRequest::epoch).orElse(0L);
    long highest = Math.max(inTopic, contents.highestEpoch());
    if (highest == Long.MAX_VALUE) {
      throw new RefusedRequestException(
          "topic %s: no epoch can follow that of the last activation, %d; delete its record first"
              .formatted(inTopic == highest ? topic : statusTopic, Long.MAX_VALUE));
    }
    return highest + 1;
  }

  /** Returns the deployment with the next epoch, and with what it replaces unless it says that. */
  Deployment complete(Deployment draft) throws RefusedRequestException {
    requireModels(draft);
    FormerDeployment previous =
        draft.previous() != null ? draft.previous() : contents.inForce().orElse(null);
    return new Deployment(
        draft.name(), nextEpoch(), draft.routes(), draft.rollout(), previous, null);
  }

  void requireModels(ModelRequest request) throws RefusedRequestException {
    List<ModelKey> missing =
        request.models().stream()
            .filter(model -> contents.listing().find(model).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw missing(missing);
    }
  }

  Manifest require(ModelKey key) throws RefusedRequestException {
    return contents.listing().find(key).orElseThrow(() -> missing(List.of(key)));
  }

  private RefusedRequestException missing(List<ModelKey> keys) {
    List<Manifest> manifests = contents.listing().manifests();
    return new RefusedRequestException(
        "topic %s has no model %s: it has %s"
            .formatted(
                topic,
                keys.stream().map(ModelKey::toString).collect(Collectors.joining(", ")),
                manifests.isEmpty()
                    ? "none"
                    : manifests.stream()
                        .map(manifest -> manifest.key().toString())
                        .collect(Collectors.joining(", "))));
  }
}
