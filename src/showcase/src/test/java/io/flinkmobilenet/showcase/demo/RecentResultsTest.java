package io.flinkmobilenet.showcase.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentResultsTest {
  private final RecentResults recent = new RecentResults();

  @Test
  void knowsNothingBeforeTheFirst() {
    assertThat(recent.perSecond(1_000_000)).isZero();
    assertThat(recent.latency()).isNull();
    assertThat(recent.accuracy()).isNull();
  }

  @Test
  void looksAtTheLatestFiveSeconds() {
    for (int i = 0; i < 200; i++) {
      // Ten predictions per second for twenty seconds, which are right from the tenth second on.
      recent.add(1_000_000 + 100 * i, i < 100 ? 500 : 20, i >= 100);
    }
    assertThat(recent.perSecond(1_020_000)).isEqualTo(10);
    assertThat(recent.latency()).isEqualTo(20);
    assertThat(recent.accuracy()).isEqualTo(1);
  }

  @Test
  void knowsThroughputFromTheBeginning() {
    for (int i = 1; i <= 20; i++) {
      recent.add(1_000_000 + 100 * i, 100, null);
    }
    assertThat(recent.perSecond(1_002_500)).isEqualTo(10);
  }

  @Test
  void noticesThatNothingComesAnyMore() {
    recent.add(1_000_000, 10, true);
    assertThat(recent.perSecond(1_004_000)).isPositive();
    assertThat(recent.perSecond(1_008_000)).isZero();
  }
}
