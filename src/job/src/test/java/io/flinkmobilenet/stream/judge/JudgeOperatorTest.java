package io.flinkmobilenet.stream.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.protocol.DecisionRecord;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.Observation;
import io.flinkmobilenet.stream.state.StateTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeOperatorTest {
  private static final Rollout PLAN =
      Rollouts.plan(List.of(250_000, 500_000, 1_000_000), 400, Rollouts.error(50, 0.9));
  private static final int IMAGES = 6000;

  private static TwoInputStreamOperatorTestHarness<Observation, ModelMessage, ModelDecision>
      harness(OperatorSubtaskState state, boolean bounded) throws Exception {
    TwoInputStreamOperatorTestHarness<Observation, ModelMessage, ModelDecision> harness =
        new TwoInputStreamOperatorTestHarness<>(new JudgeOperator(TrustedKeys.NONE, bounded));
    harness.setup(StateTypes.MODEL_DECISION.createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  /** Images of every step, drawn in advance, so that each run sees the same ones. */
  private static List<Observation> images() {
    SimulatedStream stream = new SimulatedStream(PLAN, 0.2, 0.2);
    SplittableRandom random = new SplittableRandom(1);
    List<Observation> images = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      images.add(stream.next(random, i * PLAN.steps().size() / IMAGES));
    }
    return images;
  }

  private static List<String> texts(List<ModelDecision> decisions) {
    return decisions.stream()
        .map(
            decision ->
                "%d %s %s %s"
                    .formatted(
                        decision.getSequence(),
                        decision.getAction(),
                        decision.getReason(),
                        decision.getEvidence()))
        .toList();
  }

  /** Runs all images; after a number of them the operator is lost and restored. */
  private static List<ModelDecision> decisions(int restoredAfter) throws Exception {
    List<ModelDecision> decisions = new ArrayList<>();
    var harness = harness(null, false);
    harness.processElement2(new StreamRecord<>(Rollouts.deployment(1, PLAN)));
    int done = 0;
    for (Observation image : images()) {
      if (done++ == restoredAfter) {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        decisions.addAll(harness.extractOutputValues());
        // What comes after the checkpoint is lost and comes again.
        harness.processElement1(new StreamRecord<>(image));
        harness.close();
        harness = harness(state, false);
        // The source reads again what it had read since its own checkpoint.
        harness.processElement2(new StreamRecord<>(Rollouts.deployment(1, PLAN)));
        for (ModelDecision decision : decisions) {
          harness.processElement2(new StreamRecord<>(DecisionRecord.of(decision)));
          harness.processElement2(new StreamRecord<>(DecisionRecord.of(decision)));
        }
      }
      harness.processElement1(new StreamRecord<>(image));
    }
    decisions.addAll(harness.extractOutputValues());
    harness.close();
    return decisions;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 2500, 5000, IMAGES - 1})
  void aRestoreInTheMiddleChangesNothing(int restoredAfter) throws Exception {
    List<ModelDecision> undisturbed = decisions(-1);
    assertThat(undisturbed).hasSize(3);
    assertThat(texts(decisions(restoredAfter))).isEqualTo(texts(undisturbed));
  }

  /** The state that is written must not change while the next images are counted. */
  @Test
  void aSnapshotIsOfItsMoment() throws Exception {
    var harness = harness(null, false);
    harness.processElement2(
        new StreamRecord<>(Rollouts.deployment(1, Rollouts.plan(List.of(1_000_000), 10))));
    Observation image = new Observation(1, 0, true, 0, 0);
    for (int i = 0; i < 9; i++) {
      harness.processElement1(new StreamRecord<>(image));
    }
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.processElement1(new StreamRecord<>(image));
    assertThat(harness.extractOutputValues()).hasSize(1);
    harness.close();
    harness = harness(state, false);
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.processElement1(new StreamRecord<>(image));
    assertThat(harness.extractOutputValues()).hasSize(1);
    harness.close();
  }

  @Test
  void aBoundedJobDecidesWhenAllMessagesAreRead() throws Exception {
    var harness = harness(null, true);
    for (int i = 0; i < 10; i++) {
      harness.processElement1(new StreamRecord<>(new Observation(1, 0, true, 0, 0)));
    }
    harness.endInput1();
    harness.processElement2(
        new StreamRecord<>(Rollouts.deployment(1, Rollouts.plan(List.of(5, 6), 10))));
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.endInput2();
    assertThat(harness.extractOutputValues()).hasSize(1);
    harness.close();
  }
}
