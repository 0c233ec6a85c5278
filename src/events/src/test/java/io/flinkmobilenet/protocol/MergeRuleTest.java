package io.flinkmobilenet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.protocol.MergeRule.Outcome;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeRuleTest {
  private static final ModelKey KEY = new ModelKey("birds", "1");
  private static final Manifest FIRST = manifest(1, 100);
  private static final Manifest OTHER = manifest(2, 200);
  private static final Manifest COPY = manifest(1, 300);
  private static final MergeRule LATEST_COPY = MergeRule.withCopies((next, held) -> true);

  private static Manifest manifest(int content, long publishedAt) {
    return MadeUpContent.of(content).announce(KEY, Instant.ofEpochMilli(publishedAt));
  }

  @Test
  void theContentPublishedFirstCountsInEveryOrder() {
    List<Manifest> manifests = List.of(FIRST, OTHER, COPY, manifest(3, 150), manifest(2, 250));
    for (List<Manifest> order : Permutations.of(manifests)) {
      Manifest held = null;
      for (Manifest next : order) {
        held = MergeRule.EARLIEST_COPY.merge(held, next);
      }
      assertThat(held).as("%s", order).isSameAs(FIRST);
    }
  }

  @Test
  void ofContentsPublishedAtTheSameTimeTheSameOneCountsInEveryOrder() {
    Manifest low = manifest(1, 100);
    Manifest high = manifest(2, 100);
    assertThat(MergeRule.EARLIEST_COPY.merge(low, high)).isSameAs(low);
    assertThat(MergeRule.EARLIEST_COPY.merge(high, low)).isSameAs(low);
  }

  @Test
  void theHighestEpochCountsInEveryOrder() {
    ActivationRequest highest = new ActivationRequest(KEY, 7);
    List<ActivationRequest> requests =
        List.of(
            new ActivationRequest(KEY, 3),
            new ActivationRequest(new ModelKey("birds", "0"), 7),
            highest,
            new ActivationRequest(new ModelKey("birds", "9"), 6),
            new ActivationRequest(KEY, 7).sign(SigningKey.generate()));
    for (List<ActivationRequest> order : Permutations.of(requests)) {
      ModelRequest held = null;
      for (ActivationRequest next : order) {
        held = MergeRule.mergeRequests(held, next);
      }
      assertThat(held.isOf(highest)).as("%s", order).isTrue();
    }
  }

  @Test
  void ofActivationsAndDeploymentsTheSameOneCountsInEveryOrder() {
    Deployment highest = SampleDeployments.full(7);
    Deployment lower = SampleDeployments.of("a", 7, KEY);
    assertThat(highest.outranks(lower)).as("b follows a").isTrue();
    List<ModelRequest> requests =
        List.of(
            new ActivationRequest(KEY, 7),
            new ActivationRequest(new ModelKey("birds", "9"), 7),
            SampleDeployments.full(6),
            lower,
            highest,
            highest.sign(SigningKey.generate()));
    for (List<ModelRequest> order : Permutations.of(requests)) {
      ModelRequest held = null;
      for (ModelRequest next : order) {
        held = MergeRule.mergeRequests(held, next);
      }
      assertThat(held.isOf(highest)).as("%s", order).isTrue();
    }
  }

  @Test
  void anActivationWithAHigherEpochReplacesADeployment() {
    ActivationRequest activation = new ActivationRequest(KEY, 8);
    Deployment deployment = SampleDeployments.full(7);
    assertThat(MergeRule.mergeRequests(deployment, activation)).isSameAs(activation);
    assertThat(MergeRule.mergeRequests(activation, deployment)).isSameAs(activation);
    assertThat(activation.isOf(deployment)).isFalse();
  }

  @Test
  void aRepeatedRequestDoesNotReplaceTheOneThatIsHeld() {
    ActivationRequest held = new ActivationRequest(KEY, 3);
    assertThat(MergeRule.mergeRequests(held, new ActivationRequest(KEY, 3))).isSameAs(held);
  }

  @Test
  void eachOutcomeSaysWhatHappened() {
    MergeRule rule = MergeRule.EARLIEST_COPY;
    assertThat(rule.compare(null, OTHER)).isEqualTo(Outcome.FIRST);
    assertThat(rule.compare(FIRST, OTHER)).isEqualTo(Outcome.LATER_CONTENT);
    assertThat(rule.compare(OTHER, FIRST)).isEqualTo(Outcome.EARLIER_CONTENT);
    assertThat(rule.compare(FIRST, COPY)).isEqualTo(Outcome.SAME_CONTENT);
    assertThat(rule.compare(COPY, FIRST)).isEqualTo(Outcome.BETTER_COPY);
    assertThat(rule.compare(FIRST, FIRST)).isEqualTo(Outcome.SAME_CONTENT);
  }

  @Test
  void theChoiceBetweenCopiesDoesNotDecideBetweenContents() {
    assertThat(LATEST_COPY.compare(FIRST, COPY)).isEqualTo(Outcome.BETTER_COPY);
    assertThat(LATEST_COPY.compare(FIRST, OTHER)).isEqualTo(Outcome.LATER_CONTENT);
    assertThat(LATEST_COPY.compare(OTHER, FIRST)).isEqualTo(Outcome.EARLIER_CONTENT);
  }
}
