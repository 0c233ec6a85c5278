package io.flinkmobilenet.protocol;

/** The message of one record of the models topic. */
public sealed interface ModelMessage
    permits Manifest, Chunk, ActivationRequest, Removal, Unreadable {
  /** Whether this announces, withdraws or activates a model, as opposed to carrying its bytes. */
  default boolean isAnnouncement() {
    return this instanceof Manifest || this instanceof ActivationRequest || this instanceof Removal;
  }
}
