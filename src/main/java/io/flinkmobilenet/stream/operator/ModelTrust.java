package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.model.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.Manifest;
import io.flinkmobilenet.stream.state.ModelKey;
import io.flinkmobilenet.stream.state.Signed;
import java.util.Optional;

/** Whose announcements count, and what is told of the others. */
final class ModelTrust {
  private final TrustedKeys keys;
  private final StatusListener listener;

  /** Empty where nothing was refused. */
  private String lastRefusal = "";

  ModelTrust(TrustedKeys keys, StatusListener listener) {
    this.keys = keys;
    this.listener = listener;
  }

  /** Why an announcement does not count; empty where it does. */
  Optional<String> objection(Signed announcement) {
    return keys.objection(announcement.signedBytes(), announcement.signature());
  }

  /**
   * Which of two announcements of the same is kept: the one signed with the newer key, so that the
   * older can go; of these the one published first.
   */
  boolean prefers(Manifest manifest, Manifest held) {
    int newer = keys.rank(manifest.signature()) - keys.rank(held.signature());
    return newer > 0 || newer == 0 && Manifest.BY_AGE.compare(manifest, held) < 0;
  }

  /** Tells that an announcement does not count, and how the model it is about stands. */
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
            null));
  }

  /** What was refused last, to be put behind what is still missing. */
  String lastRefusal() {
    return lastRefusal;
  }
}
