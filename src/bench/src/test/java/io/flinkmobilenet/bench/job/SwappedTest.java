package io.flinkmobilenet.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwappedTest {
  private static final long[] MADE = {0, 10, 20, 60, 70, 80, 180};

  @Test
  void findsTheLongestGapThatTouchesASpan() {
    assertThat(Swapped.longestGap(MADE, 0, 30)).isEqualTo(40);
    assertThat(Swapped.longestGap(MADE, 0, 20)).isEqualTo(10);
    assertThat(Swapped.longestGap(MADE, 30, 50)).isEqualTo(40);
    assertThat(Swapped.longestGap(MADE, 61, 80)).isEqualTo(10);
    assertThat(Swapped.longestGap(MADE, 61, 81)).isEqualTo(100);
    assertThat(Swapped.longestGap(MADE, 200, 300)).isZero();
  }
}
