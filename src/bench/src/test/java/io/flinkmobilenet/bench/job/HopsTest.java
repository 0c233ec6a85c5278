package io.flinkmobilenet.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HopsTest {
  private static final String SOURCE = "Source: images";
  private static final String DECODE = "decode and normalise";
  private static final String CLASSIFY = "classify -> (predictions, model-status)";

  /** Two images in a second, and one outside the window. */
  private static Drained drained(Map<String, Used> users) {
    Map<String, Long> traffic =
        Map.of(
            Hops.KAFKA, 200L, SOURCE, 220L, DECODE, 400L, CLASSIFY, 7L, ResourceUse.PRODUCERS, 30L);
    return new Drained(1000, 2000, new long[] {1000, 1500, 2000}, users, traffic);
  }

  @Test
  void followsAnImageFromTaskToTask() {
    Drained drained =
        drained(
            Map.of(
                CLASSIFY,
                new Used(2_000_000, 8_000),
                SOURCE,
                new Used(4_000_000, 2_000),
                DECODE,
                new Used(6_000_000, 4_000),
                "rejected",
                new Used(1, 1),
                ResourceUse.PRODUCERS,
                new Used(0, 0)));
    assertThat(Hops.of(drained))
        .containsExactly(
            new Hop(Hops.KAFKA, SOURCE, 100, 2, 1),
            new Hop(SOURCE, DECODE, 110, 3, 2),
            new Hop(DECODE, CLASSIFY, 200, 1, 4),
            new Hop(CLASSIFY, ResourceUse.PRODUCERS, 15, 0, 0));
  }

  @Test
  void leavesOutTasksWithoutImages() {
    Map<String, Used> users =
        Map.of(SOURCE, Used.NOTHING, "fetch", Used.NOTHING, CLASSIFY, Used.NOTHING);
    assertThat(Hops.of(drained(users)))
        .extracting(hop -> hop.from() + " to " + hop.to())
        .containsExactly(
            Hops.KAFKA + " to " + SOURCE,
            SOURCE + " to " + CLASSIFY,
            CLASSIFY + " to " + ResourceUse.PRODUCERS);
  }
}
