package io.flinkmobilenet.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The expected numbers were computed in double precision by numpy. */
class ScoresTest {
  private final float[] probabilities = new float[4];

  @Test
  void aSigmoidLooksAtEachLogitAlone() {
    Scores.SIGMOID.of(new float[] {0, 2, -3.5f, 1e30f}, probabilities);
    assertThat(probabilities).containsExactly(0.5f, 0.880797078f, 0.0293122308f, 1);
    Scores.SIGMOID.of(new float[] {-1e30f, -88, 88, -0f}, probabilities);
    assertThat(probabilities).containsExactly(0, 6.05460149e-39f, 1, 0.5f);
  }

  @Test
  void aSoftmaxAddsUpToOne() {
    Scores.SOFTMAX.of(new float[] {0, 2, -3.5f, 1}, probabilities);
    assertThat(probabilities)
        .containsExactly(
            new float[] {0.0897864699f, 0.663437247f, 0.00271131657f, 0.244064942f},
            Offset.offset(1e-7f));
    Scores.SOFTMAX.of(new float[] {3e38f, 3e38f, -3e38f, 0}, probabilities);
    assertThat(probabilities).containsExactly(0.5f, 0.5f, 0, 0);
  }
}
