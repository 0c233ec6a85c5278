package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.network.ClassScore;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.protocol.routing.Routed;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.RememberedAnswer;
import io.flinkmobilenet.stream.state.RememberedAnswers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.ValueState;

/**
 * Finds the answer that an image repeats, as the models in force and its way through them allow.
 */
final class AnswerReuse {
  private final AnswerBasis basis;
  private final AnswerMemory memory;

  /**
   * Creates the reuse of answers.
   *
   * @param state state that belongs to the source of the image which is being processed
   * @param clock processing time, milliseconds
   */
  AnswerReuse(
      ClassifySettings settings,
      ValueState<RememberedAnswers> state,
      LongSupplier clock,
      ReuseMetrics metrics) {
    MessageDigest sha256 = sha256();
    basis = new AnswerBasis(settings, sha256);
    memory =
        new AnswerMemory(settings.reuse(), settings.imageLimits(), state, sha256, clock, metrics);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Compares an image with earlier ones of its source that went the same way. */
  Comparison compare(ImageRecord record, Routed routed, ActiveDeployment deployment) {
    return memory.compare(record, basis.of(deployment, routed));
  }

  /** Remembers the answer about an image that was classified after the given comparison. */
  void remember(ImageRecord record, Comparison comparison, Answer answer) {
    memory.remember(record, comparison, answer);
  }

  /** Returns the answer that an image repeats; its basis says that the models are the same. */
  static Answer answer(Comparison comparison, Variant variant, ActiveDeployment deployment) {
    RememberedAnswer repeated = comparison.repeated();
    List<ClassScore> best = new ArrayList<>(repeated.classes().length);
    for (int i = 0; i < repeated.classes().length; i++) {
      best.add(new ClassScore(repeated.classes()[i], repeated.probabilities()[i]));
    }
    LoadedModel model = deployment.model(variant.stages().get(repeated.stage()).model());
    return new Answer(model, repeated.stage(), best, repeated.embedding(), 0);
  }
}
