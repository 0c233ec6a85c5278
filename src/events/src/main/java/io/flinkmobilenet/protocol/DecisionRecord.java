package io.flinkmobilenet.protocol;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.event.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the topic of decisions. Each thread needs an instance of its own. */
public final class DecisionRecord {
  private final EventCodec<ModelDecision> codec = EventCodec.of(ModelDecision.class);

  /** Returns the key of a decision's record: {@code DEPLOYMENT/EPOCH/SEQUENCE}. */
  public static byte[] key(ModelDecision decision) {
    return keyText(decision).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the key of a decision's record as text. */
  public static String keyText(ModelDecision decision) {
    return "%s/%d/%d"
        .formatted(decision.getDeployment(), decision.getEpoch(), decision.getSequence());
  }

  /** Returns the decision; empty for a tombstone, and a message if the record cannot be read. */
  public Optional<ModelMessage> read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(codec.decode(record.value())));
    } catch (UnreadableEventException e) {
      return Optional.of(
          new Unreadable("", "", "", ModelRecordReader.where(record) + ": " + e.getMessage()));
    }
  }

  /** Returns the part of a decision that the job reads back. */
  public static RolloutDecision of(ModelDecision decision) {
    RolloutAction action = decision.getAction();
    return new RolloutDecision(
        decision.getEpoch(),
        decision.getSequence(),
        decision.getStep(),
        action == RolloutAction.ROLL_BACK || action == RolloutAction.COMPLETE);
  }
}
