package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.stream.state.Manifest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Is told what becomes of models. */
@FunctionalInterface
interface StatusListener {
  /** Something became of a model. */
  void status(ModelStatus status);

  /** Something became of the model that the manifest announced. */
  default void status(Manifest manifest, ModelState state, String message) {
    status(
        new ModelStatus(
            manifest.key().name(),
            manifest.key().version(),
            manifest.digest(),
            state,
            Brief.of(message),
            now(),
            null));
  }

  /** The time as events have it. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
