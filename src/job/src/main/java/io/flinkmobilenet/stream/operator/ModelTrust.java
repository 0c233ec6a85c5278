package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Signed;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import java.util.Optional;

/** Checks announcements against the trusted keys and reports those it refuses. */
final class ModelTrust {
  private final TrustedKeys keys;
  private final StatusListener listener;

  /** Empty if nothing was refused. */
  private String lastRefusal = "";

  ModelTrust(TrustedKeys keys, StatusListener listener) {
    this.keys = keys;
    this.listener = listener;
  }

  /** Returns why an announcement is not accepted; empty if it is. */
  Optional<String> objection(Signed announcement) {
    return keys.objection(announcement.signedBytes(), announcement.signature());
  }

  /**
   * Returns whether a manifest replaces another one with the same content: the one signed with the
   * newer key is kept, so that the older key can be retired; with the same key, the one published
   * first.
   */
  boolean prefers(Manifest manifest, Manifest held) {
    int newer = keys.rank(manifest.signature()) - keys.rank(held.signature());
    return newer > 0 || newer == 0 && Manifest.BY_AGE.compare(manifest, held) < 0;
  }

  /** Reports a refused announcement and the state of its model. */
  void refused(ModelKey key, String digest, ModelState state, String reason) {
    lastRefusal = "; refused model %s: %s".formatted(key, Brief.of(reason));
    listener.status(
        new ModelStatus(
            key.name(),
            key.version(),
            digest,
            state,
            Brief.of(reason),
            StatusListener.now(),
            null,
            null));
  }

  /** Reports a deployment that is not accepted. */
  void refused(Deployment deployment, String reason) {
    lastRefusal = "; refused %s: %s".formatted(deployment.title(), Brief.of(reason));
    listener.status(deployment, ModelState.REJECTED, reason);
  }

  /** Returns the last refusal, to be appended to a message about what is missing. */
  String lastRefusal() {
    return lastRefusal;
  }
}
