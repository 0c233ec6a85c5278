package io.flinkmobilenet.protocol;

/** The message of one record of the models topic, or of the topic of decisions. */
public sealed interface ModelMessage
    permits Manifest, Chunk, ModelRequest, RolloutDecision, Removal, Unreadable {
  /** Whether this announces, withdraws or requests models, as opposed to carrying their bytes. */
  default boolean isAnnouncement() {
    return this instanceof Manifest || this instanceof ModelRequest || this instanceof Removal;
  }
}
