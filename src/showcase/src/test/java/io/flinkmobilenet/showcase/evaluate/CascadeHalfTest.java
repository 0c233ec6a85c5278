package io.flinkmobilenet.showcase.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CascadeHalfTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  /** The small model is right where it is sure; the large one is always right, at four times. */
  private static CascadeTrial trial(float probability, boolean smallRight, boolean largeRight) {
    return new CascadeTrial(
        true,
        new CascadeTrial.Outcome(smallRight, probability, probability / 2, 200_000, 300_000),
        new CascadeTrial.Outcome(largeRight, 1, 1, 200_000, 1_800_000));
  }

  private final CascadeHalf half =
      new CascadeHalf(
          List.of(
              trial(0.9f, true, true),
              trial(0.8f, true, true),
              trial(0.7f, false, true),
              trial(0.6f, true, true),
              trial(0.5f, false, true)));

  @Test
  void theLargeModelSeesWhatIsBelowTheThreshold() {
    CascadeHalf.Point point = half.at(Confidence.PROBABILITY, 0.75);

    assertThat(point.largeShare()).isEqualTo(0.6, EXACT);
    assertThat(point.accuracy()).isOne();
    assertThat(point.millis()).isEqualTo(0.5 + 0.6 * 2, EXACT);
    assertThat(half.at(Confidence.PROBABILITY, 0).accuracy()).isEqualTo(0.6, EXACT);
    assertThat(half.at(Confidence.MARGIN, 0.375)).isNotEqualTo(point);
    assertThat(half.at(Confidence.MARGIN, 0.375).largeShare()).isEqualTo(0.6, EXACT);
  }

  @Test
  void anAnswerStandsWhereItReachesTheThreshold() {
    CascadeHalf one = new CascadeHalf(List.of(trial(0.5f, true, false)));

    assertThat(one.at(Confidence.PROBABILITY, 0.5).largeShare()).isZero();
    assertThat(one.at(Confidence.PROBABILITY, 0.5001).largeShare()).isOne();
  }

  @Test
  void theLowestThresholdIsChosenAboveWhichNoneLosesTooMuch() {
    assertThat(half.thresholds(Confidence.PROBABILITY))
        .containsExactly(0.9, 0.8001, 0.7, 0.6001, 0.5, 0);
    assertThat(lossOf(0, half)).hasValue(0.7);
    assertThat(lossOf(0.2, half)).hasValue(0.6001);
    assertThat(lossOf(1, half)).hasValue(0);
  }

  private static OptionalDouble lossOf(double most, CascadeHalf half) {
    return new ThresholdRule.Loss(most).choose(half, Confidence.PROBABILITY);
  }

  /** Of the images that the large model sees each costs 2 ms, of all each 0.5 ms. */
  @Test
  void theMostAccurateThresholdThatIsFastEnoughIsChosen() {
    assertThat(speedupOf(1.5)).hasValue(0.6001);
    assertThat(speedupOf(1.15)).hasValue(0.7);
    assertThat(speedupOf(4)).hasValue(0);
    assertThat(speedupOf(4.1)).isEmpty();
  }

  private OptionalDouble speedupOf(double least) {
    return new ThresholdRule.Speedup(least).choose(half, Confidence.PROBABILITY);
  }

  @Test
  void noThresholdIsChosenWhereTheSmallModelIsSurelyWrong() {
    CascadeHalf wrong = new CascadeHalf(List.of(trial(1, false, true), trial(0.2f, true, true)));

    assertThat(lossOf(0.4, wrong)).isEmpty();
  }

  /** Of 400 images 4 are lost: the difference is -0.01 with a deviation of √(0.01 - 0.0001). */
  @Test
  void theUncertaintyIsThatOfThePairedDifferences() {
    List<CascadeTrial> trials = new ArrayList<>();
    IntStream.range(0, 400).forEach(i -> trials.add(trial(1, i >= 4, true)));

    assertThat(new CascadeHalf(trials).uncertainty(Confidence.PROBABILITY, 0.5))
        .isEqualTo(1.96 * Math.sqrt(0.0099 / 400), EXACT);
  }

  @Test
  void theHalvesFollowFromTheNamesAndAreAboutEqual() {
    long judging =
        IntStream.range(0, 10_000).filter(i -> CascadeRun.judges("stop/" + i + ".jpg")).count();

    assertThat(judging).isBetween(4_800L, 5_200L);
    assertThat(CascadeRun.judges("a/b.jpg")).isEqualTo(CascadeRun.judges("a/b.jpg"));
  }
}
