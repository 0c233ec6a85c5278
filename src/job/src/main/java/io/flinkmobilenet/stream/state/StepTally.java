package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The observed images of both variants in one step of a plan.
 *
 * @param epoch epoch of the deployment
 * @param step step of the plan
 * @param stable images of the stable variant
 * @param canary images of the canary
 */
public record StepTally(long epoch, int step, Tally stable, Tally canary) {
  /** Returns a tally without images. */
  public static StepTally empty(long epoch, int step) {
    return new StepTally(epoch, step, Tally.NONE, Tally.NONE);
  }

  /** Whether an observation belongs to this step. */
  public boolean isOf(Observation observation) {
    return epoch == observation.epoch() && step == observation.step();
  }

  /** Returns this tally with one image more, whose epoch and step are not looked at. */
  public StepTally with(Observation observation) {
    int counted = observation.counted();
    int bad = observation.bad();
    return observation.canary()
        ? new StepTally(epoch, step, stable, canary.with(counted, bad))
        : new StepTally(epoch, step, stable.with(counted, bad), canary);
  }

  void write(DataOutputView out) throws IOException {
    out.writeLong(epoch);
    out.writeInt(step);
    stable.write(out);
    canary.write(out);
  }

  static StepTally read(DataInputView in) throws IOException {
    return new StepTally(in.readLong(), in.readInt(), Tally.read(in), Tally.read(in));
  }
}
