package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What Classify observed of one image on a route with a plan; on the edge to the judge.
 *
 * @param epoch epoch of the deployment
 * @param step step of the plan that was in force, from 0
 * @param canary whether the canary classified the image, rather than the stable variant
 * @param counted bit i is set if guard i of the plan applies to the image
 * @param bad bit i is set if, besides, the image is what guard i limits: rejected, unknown, slow,
 *     different or wrong
 */
public record Observation(long epoch, int step, boolean canary, int counted, int bad) {
  void write(DataOutputView out) throws IOException {
    out.writeLong(epoch);
    out.writeInt(step);
    out.writeBoolean(canary);
    out.writeInt(counted);
    out.writeInt(bad);
  }

  static Observation read(DataInputView in) throws IOException {
    return new Observation(
        in.readLong(), in.readInt(), in.readBoolean(), in.readInt(), in.readInt());
  }
}
