package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.protocol.Manifest;

/**
 * A model of one subtask, ready to classify.
 *
 * @param manifest the announcement
 * @param lease weights, labels and geometry, shared with other subtasks
 * @param classifier the subtask's own classifier
 */
record LoadedModel(Manifest manifest, SharedPlans.Lease lease, Classifier classifier)
    implements AutoCloseable {
  /** Returns the memory that weights and buffers take, in bytes. */
  long bytes() {
    return lease.weightBytes() + lease.plan().arenaBytes();
  }

  @Override
  public void close() {
    lease.close();
  }
}
