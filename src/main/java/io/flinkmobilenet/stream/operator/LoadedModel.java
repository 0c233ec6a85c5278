package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.stream.state.Manifest;

/**
 * A model ready to classify, of one subtask.
 *
 * @param manifest what was announced
 * @param lease weights, labels and geometry, shared with other subtasks
 * @param classifier the subtask's own
 */
record LoadedModel(Manifest manifest, SharedPlans.Lease lease, Classifier classifier)
    implements AutoCloseable {
  @Override
  public void close() {
    lease.close();
  }
}
