package io.flinkmobilenet.stream.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.GuardEvidence;
import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.VariantEvidence;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.protocol.signing.SigningKey;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.Observation;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final List<Integer> STEPS = List.of(10_000, 250_000, 1_000_000);
  private static final Rollout PLAN = Rollouts.plan(STEPS, 400, Rollouts.error(100, 0.95));

  private final JudgeDriver driver = new JudgeDriver();

  private void deploy(long epoch, Rollout plan) {
    driver.judge.accept(Rollouts.deployment(epoch, plan));
  }

  @Test
  void anEquallyGoodCanaryGoesThroughAllSteps() {
    deploy(1, PLAN);
    for (int step = 0; step < STEPS.size(); step++) {
      if (step < 2) {
        driver.stable(1, step, 2000, 400);
      }
      driver.canary(1, step, 400, 80);
    }
    assertThat(driver.decided()).containsExactly("1 ADVANCE 1", "2 ADVANCE 2", "3 COMPLETE 2");
    ModelDecision first = driver.decisions.get(0);
    assertThat(first.getShare()).isEqualTo(250_000);
    assertThat(first.getReason())
        .isEqualTo(
            "400 images of the canary in step 1 of 3, with a share of 1 %: ERROR 20 % of 400,"
                + " limit 2 % above stable 20 % of 2,000");
    assertThat(first.getEvidence())
        .containsExactly(
            new VariantEvidence(
                "stable", 2000L, List.of(new GuardEvidence(GuardMeasure.ERROR, 2000L, 400L))),
            new VariantEvidence(
                "canary", 400L, List.of(new GuardEvidence(GuardMeasure.ERROR, 400L, 80L))));
    driver.canary(1, 2, 5000, 5000);
    assertThat(driver.decisions).hasSize(3);
  }

  @Test
  void aWorseCanaryIsRolledBackWithTheNumbers() {
    deploy(1, PLAN);
    driver.stable(1, 0, 7600, 1528);
    driver.canary(1, 0, 200, 100);
    assertThat(driver.decided()).containsExactly("1 ROLL_BACK -1");
    assertThat(driver.decisions.get(0).getShare()).isZero();
    // The first look, after 100 images, shows it already.
    assertThat(driver.lastReason())
        .isEqualTo(
            "ERROR of canary 50 % of 100, at least 35.53 % with confidence 99.58 %, limit 2 %"
                + " above stable 20.11 % of 7,600, at most 21.45 %");
    driver.canary(1, 0, 5000, 0);
    assertThat(driver.decisions).hasSize(1);
  }

  /** In the last step there is no stable variant, so that of the step before is compared with. */
  @Test
  void aCanaryThatGetsWorseInTheLastStepIsRolledBack() {
    deploy(1, Rollouts.beginning(PLAN, 1, false));
    driver.stable(1, 1, 2000, 400);
    driver.canary(1, 1, 400, 80);
    driver.canary(1, 2, 400, 200);
    assertThat(driver.decided()).containsExactly("1 ADVANCE 2", "2 ROLL_BACK -1");
  }

  @Test
  void aRelativeGuardWithoutStableImagesSaysNothing() {
    deploy(1, Rollouts.beginning(PLAN, 2, false));
    driver.canary(1, 2, 400, 400);
    assertThat(driver.decided()).containsExactly("1 COMPLETE 2");
  }

  @Test
  void anAbsoluteLimitNeedsNoStableImages() {
    deploy(1, Rollouts.plan(STEPS, 400, Rollouts.rejected(0, 100)));
    driver.canary(1, 0, 100, 1);
    assertThat(driver.decided()).containsExactly("1 ROLL_BACK -1");
    assertThat(driver.lastReason())
        .startsWith("REJECTED of canary 1 % of 100, at least 0 % with confidence ")
        .endsWith(", limit 0 %");
  }

  @Test
  void disagreementCountsImagesOfBothVariants() {
    deploy(1, Rollouts.plan(STEPS, 400, Rollouts.disagreement(0.1, 100)));
    driver.stable(1, 0, 100, 50);
    assertThat(driver.decided()).containsExactly("1 ROLL_BACK -1");
  }

  @Test
  void aStepWaitsForTheSampleOfEachGuard() {
    deploy(1, PLAN);
    for (int i = 0; i < 1000; i++) {
      driver.judge.accept(new Observation(1, 0, true, 0, 0));
    }
    assertThat(driver.decided()).containsExactly("1 HOLD 0");
    assertThat(driver.lastReason())
        .isEqualTo(
            "400 images of the canary in step 1 of 3, with a share of 1 %: ERROR has counted 0 of"
                + " at least 100");
    driver.canary(1, 0, 100, 0);
    assertThat(driver.decided()).containsExactly("1 HOLD 0", "2 ADVANCE 1");
  }

  @Test
  void aPlanWithoutGuardsCountsImages() {
    deploy(1, Rollouts.plan(STEPS, 3));
    driver.canary(1, 0, 3, 3);
    assertThat(driver.decided()).containsExactly("1 ADVANCE 1");
    assertThat(driver.lastReason())
        .isEqualTo("3 images of the canary in step 1 of 3, with a share of 1 %");
  }

  @Test
  void aPausedPlanDecidesNothing() {
    deploy(1, Rollouts.beginning(PLAN, 1, true));
    driver.stable(1, 1, 1000, 0);
    driver.canary(1, 1, 1000, 1000);
    assertThat(driver.decisions).isEmpty();
  }

  @Test
  void imagesOfOtherStepsAndOlderDeploymentsDoNotCount() {
    deploy(1, Rollouts.plan(STEPS, 10));
    deploy(2, Rollouts.plan(STEPS, 10));
    driver.canary(1, 0, 9, 0);
    driver.canary(2, 0, 9, 0);
    driver.canary(1, 0, 50, 0);
    driver.canary(2, 1, 50, 0);
    assertThat(driver.decisions).isEmpty();
    driver.canary(2, 0, 1, 0);
    assertThat(driver.decided()).containsExactly("1 ADVANCE 1");
    assertThat(driver.decisions.get(0).getEpoch()).isEqualTo(2);
  }

  /** It may still wait for its models, or be refused because of them. */
  @Test
  void aDeploymentOfWhichNoImageCameDoesNotStopTheOneInForce() {
    deploy(1, Rollouts.plan(STEPS, 10));
    driver.canary(1, 0, 5, 0);
    for (int epoch = 2; epoch < 100; epoch++) {
      deploy(epoch, Rollouts.plan(STEPS, 10));
    }
    driver.canary(1, 0, 5, 0);
    assertThat(driver.decided()).containsExactly("1 ADVANCE 1");
    assertThat(driver.judge.state().deployments()).hasSize(Plans.MOST);
  }

  @Test
  void imagesThatComeBeforeTheirDeploymentCount() {
    driver.canary(7, 0, 10, 0);
    driver.canary(6, 0, 10, 0);
    deploy(6, Rollouts.plan(STEPS, 10));
    deploy(7, Rollouts.plan(STEPS, 10));
    assertThat(driver.decisions).extracting(ModelDecision::getEpoch).containsExactly(6L, 7L);
  }

  @Test
  void imagesOfDeploymentsThatNeverComeAreForgotten() {
    for (int epoch = 1; epoch < 1000; epoch++) {
      driver.canary(epoch, 0, 1, 0);
    }
    assertThat(driver.judge.state().early()).hasSize(Plans.MOST);
  }

  @Test
  void withoutACheckpointItGoesOnWhereTheDecisionsSay() {
    driver.judge.accept(new RolloutDecision(1, 1, 1, false));
    driver.judge.accept(new RolloutDecision(1, 2, 2, false));
    deploy(1, Rollouts.plan(STEPS, 10));
    driver.canary(1, 0, 50, 0);
    driver.canary(1, 2, 10, 0);
    assertThat(driver.decided()).containsExactly("3 COMPLETE 2");
  }

  @Test
  void aDecisionThatIsReadLaterThanTheImagesCounts() {
    deploy(1, Rollouts.plan(STEPS, 10));
    driver.canary(1, 0, 5, 0);
    driver.judge.accept(new RolloutDecision(1, 3, -1, true));
    driver.canary(1, 0, 50, 0);
    driver.canary(1, -1, 50, 0);
    assertThat(driver.decisions).isEmpty();
  }

  @Test
  void itsOwnDecisionsChangeNothingHoweverOftenTheyAreRead() {
    deploy(1, Rollouts.plan(STEPS, 10));
    driver.canary(1, 0, 10, 0);
    driver.canary(1, 1, 9, 0);
    for (int i = 0; i < 3; i++) {
      driver.judge.accept(new RolloutDecision(1, 1, 1, false));
    }
    driver.canary(1, 1, 1, 0);
    driver.judge.accept(new RolloutDecision(1, 1, 1, false));
    assertThat(driver.decided()).containsExactly("1 ADVANCE 1", "2 ADVANCE 2");
  }

  @Test
  void aDecisionForAStepThatThePlanLacksIsIgnored() {
    driver.judge.accept(new RolloutDecision(1, 9, 3, false));
    deploy(1, Rollouts.plan(STEPS, 10));
    driver.canary(1, 0, 10, 0);
    assertThat(driver.decided()).containsExactly("1 ADVANCE 1");
  }

  @Test
  void anotherDeploymentWithTheSameEpochStartsAnew() {
    deploy(1, Rollouts.plan(STEPS, 10));
    driver.canary(1, 0, 9, 0);
    deploy(1, Rollouts.plan(List.of(900_000), 10));
    driver.canary(1, 0, 1, 0);
    boolean anew = driver.decisions.isEmpty();
    driver.canary(1, 0, 9, 0);
    assertThat(driver.decided()).containsExactly(anew ? "1 COMPLETE 0" : "1 ADVANCE 1");
  }

  @Test
  void deploymentsThatAreNotTrustedAreIgnoredAlsoThoseOfACheckpoint() {
    SigningKey key = SigningKey.generate();
    TrustedKeys trusted = new TrustedKeys(List.of(key.verificationKey()));
    Deployment unsigned = Rollouts.deployment(1, Rollouts.plan(STEPS, 10));
    driver.judge.accept(unsigned);
    driver.canary(1, 0, 5, 0);
    JudgeDriver strict = new JudgeDriver(trusted, true);
    strict.judge.restore(driver.judge.state());
    strict.judge.accept(unsigned);
    strict.canary(1, 0, 10, 0);
    assertThat(strict.decisions).isEmpty();
    strict.judge.accept(unsigned.sign(key));
    assertThat(strict.decided()).containsExactly("1 ADVANCE 1");
  }

  /** A bounded job reads its inputs in any order. */
  @Test
  void itDecidesNothingBeforeItBegins() {
    JudgeDriver bounded = new JudgeDriver(TrustedKeys.NONE, false);
    bounded.judge.accept(Rollouts.deployment(1, Rollouts.plan(STEPS, 10)));
    bounded.canary(1, 1, 100, 0);
    bounded.judge.accept(new RolloutDecision(1, 1, 1, false));
    assertThat(bounded.decisions).isEmpty();
    bounded.judge.begin();
    assertThat(bounded.decided()).containsExactly("2 ADVANCE 2");
  }
}
