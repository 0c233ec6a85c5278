package io.flinkmobilenet.stream.state;

/** What one record of the models topic says. */
public sealed interface ModelMessage
    permits Manifest, Chunk, ActivationRequest, Removal, Unreadable {
  /** Whether it tells which model there is or which is wanted, as opposed to a model's bytes. */
  default boolean isAnnouncement() {
    return this instanceof Manifest || this instanceof ActivationRequest || this instanceof Removal;
  }
}
