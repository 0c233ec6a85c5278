package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How far a rollout has come.
 *
 * @param tally epoch, step, and the images observed in the step
 * @param sequence number of the last decision, 0 before the first
 * @param complete whether nothing is left to decide
 * @param held whether it is already on record that the step waits for the sample of a guard
 */
public record RolloutProgress(StepTally tally, long sequence, boolean complete, boolean held) {
  /** Returns the same progress with other images of the same step. */
  public RolloutProgress with(StepTally counted) {
    return new RolloutProgress(counted, sequence, complete, held);
  }

  void write(DataOutputView out) throws IOException {
    tally.write(out);
    out.writeLong(sequence);
    out.writeBoolean(complete);
    out.writeBoolean(held);
  }

  static RolloutProgress read(DataInputView in) throws IOException {
    return new RolloutProgress(
        StepTally.read(in), in.readLong(), in.readBoolean(), in.readBoolean());
  }
}
