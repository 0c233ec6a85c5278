package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Manifest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Receives changes of the state of models. */
@FunctionalInterface
interface StatusListener {
  /** Receives a change of a model's state. */
  void status(ModelStatus status);

  /** Receives a change of the state of the model that the manifest announces. */
  default void status(Manifest manifest, ModelState state, String message) {
    status(
        new ModelStatus(
            manifest.key().name(),
            manifest.key().version(),
            manifest.digest(),
            state,
            Brief.of(message),
            now(),
            null,
            null));
  }

  /** Receives a change of the state of a deployment as a whole. */
  default void status(Deployment deployment, ModelState state, String message) {
    status(
        new ModelStatus(
            deployment.name(),
            Long.toString(deployment.epoch()),
            "",
            state,
            Brief.of(message),
            now(),
            null,
            deployment.name()));
  }

  /** Returns the current time with the precision of events. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
