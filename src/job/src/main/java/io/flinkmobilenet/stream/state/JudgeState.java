package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.RolloutDecision;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * All that the judge knows.
 *
 * @param progress the rollout that is in force; null if there is none yet
 * @param deployments deployments with plans that are in force or may come into force
 * @param early images of deployments whose messages have not arrived yet
 * @param recorded the last decision on record about each of the newest deployments
 */
public record JudgeState(
    RolloutProgress progress,
    List<Deployment> deployments,
    List<StepTally> early,
    List<RolloutDecision> recorded) {
  void write(DataOutputView out) throws IOException {
    out.writeBoolean(progress != null);
    if (progress != null) {
      progress.write(out);
    }
    out.writeInt(deployments.size());
    for (Deployment deployment : deployments) {
      Deployments.write(deployment, out);
    }
    out.writeInt(early.size());
    for (StepTally tally : early) {
      tally.write(out);
    }
    out.writeInt(recorded.size());
    for (RolloutDecision decision : recorded) {
      Deployments.writeDecision(decision, out);
    }
  }

  static JudgeState read(DataInputView in) throws IOException {
    return new JudgeState(
        in.readBoolean() ? RolloutProgress.read(in) : null,
        Deployments.list(in, Deployments::read),
        Deployments.list(in, StepTally::read),
        Deployments.list(in, Deployments::readDecision));
  }
}
