package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.JudgeState;
import io.flinkmobilenet.stream.state.Observation;
import io.flinkmobilenet.stream.state.StateTypes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Decides about rollouts from observations (first input), deployments, and decisions that are read
 * back (second input). One subtask sees all images.
 *
 * <p>In a bounded job the inputs come in any order, so the observations are only counted until all
 * messages are there.
 */
public final class JudgeOperator extends AbstractStreamOperator<ModelDecision>
    implements TwoInputStreamOperator<Observation, ModelMessage, ModelDecision>, BoundedMultiInput {
  private static final long serialVersionUID = 1;
  private static final int MESSAGES = 2;

  private final TrustedKeys trusted;
  private final boolean bounded;
  private transient ListState<JudgeState> state;
  private transient Judge judge;

  /** Ignores deployments that are not trusted. */
  public JudgeOperator(TrustedKeys trusted, boolean bounded) {
    this.trusted = trusted;
    this.bounded = bounded;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    judge =
        new Judge(
            trusted,
            () -> Instant.now().truncatedTo(ChronoUnit.MILLIS),
            decision -> output.collect(new StreamRecord<>(decision)),
            new JudgeMetrics(getMetricGroup()),
            !bounded);
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("judge", StateTypes.JUDGE));
    for (JudgeState restored : state.get()) {
      judge.restore(restored);
    }
  }

  @Override
  public void processElement1(StreamRecord<Observation> element) {
    judge.accept(element.getValue());
  }

  @Override
  public void processElement2(StreamRecord<ModelMessage> element) {
    judge.accept(element.getValue());
  }

  @Override
  public void endInput(int input) {
    if (input == MESSAGES) {
      judge.begin();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.update(List.of(judge.state()));
  }
}
