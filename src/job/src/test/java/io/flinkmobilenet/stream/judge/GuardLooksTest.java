package io.flinkmobilenet.stream.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.Rollout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardLooksTest {
  private static final List<Integer> STEPS = List.of(10_000, 50_000, 250_000, 1_000_000);

  @Test
  void aGuardIsTestedWhenItsSampleIsDoubled() {
    GuardLooks looks = looks(100, 1000, 0);
    assertThat(looks.looks(0)).isZero();
    assertThat(looks.looks(99)).isZero();
    assertThat(looks.looks(100)).isOne();
    assertThat(looks.looks(199)).isOne();
    assertThat(looks.looks(200)).isEqualTo(2);
    assertThat(looks.looks(400)).isEqualTo(3);
    assertThat(looks.looks(1_000_000_000)).isEqualTo(24);
  }

  /**
   * However long a step waits for samples, the errors of all looks add up to at most the stated.
   */
  @ParameterizedTest
  @CsvSource({"100,1000,0", "1000,1000,0", "1,1000000,0", "5000,1000,0", "100,1000,3"})
  void theErrorIsDividedOverAllLooksOfAllSteps(long sample, long images, int firstStep) {
    GuardLooks looks = looks(sample, images, firstStep);
    double step = looks.errorAtEnd();
    for (int look = 1; look <= 10_000; look++) {
      step += looks.error(look);
    }
    assertThat(step * (STEPS.size() - firstStep)).isLessThanOrEqualTo(0.05 + 1e-12);
    assertThat(step * (STEPS.size() - firstStep)).isCloseTo(0.05, within(1e-4));
  }

  @Test
  void plannedLooksHaveEqualErrors() {
    GuardLooks looks = looks(100, 1000, 0);
    assertThat(looks.error(4)).isEqualTo(looks.error(1)).isEqualTo(looks.errorAtEnd());
    assertThat(looks.error(5)).isEqualTo(looks.errorAtEnd() / 2);
    assertThat(looks.error(6)).isEqualTo(looks.errorAtEnd() / 6);
  }

  private static GuardLooks looks(long sample, long images, int firstStep) {
    Guard guard = Rollouts.error(sample, 0.95);
    Rollout plan = Rollouts.plan(STEPS, images, guard);
    return new GuardLooks(Rollouts.beginning(plan, firstStep, false), guard);
  }
}
