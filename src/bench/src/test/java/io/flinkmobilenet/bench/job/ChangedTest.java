package io.flinkmobilenet.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.bench.job.Changed.Change;
import io.flinkmobilenet.protocol.ModelKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangedTest {
  @Test
  void aGapWhileHotSpotCompilesCountsOnlyInTheLongest() {
    Changed changed =
        new Changed(
            List.of(new Change(100, 20, 5), new Change(100, 90, 6), new Change(300, 30, 0)), 9);
    assertThat(changed.longestGap()).isEqualTo(90);
    assertThat(changed.longestQuietGap()).isEqualTo(30);
    assertThat(changed.quiet()).isEqualTo(2);
    assertThat(changed.medianGap()).isEqualTo(30);
    assertThat(changed.medianToActive()).isEqualTo(100);
  }

  @Test
  void everyDeploymentDiffersFromTheOneBefore() {
    ChangePlan plan = new ChangePlan(new ModelKey("m", "1"), new ModelKey("m", "2"));
    List<List<?>> routes =
        IntStream.range(0, 9).<List<?>>mapToObj(number -> plan.draft(number).routes()).toList();
    for (int i = 1; i < routes.size(); i++) {
      assertThat(routes.get(i)).isNotEqualTo(routes.get(i - 1));
    }
    assertThat(routes.get(8)).isEqualTo(routes.get(0));
    assertThat(routes.subList(0, 8)).doesNotHaveDuplicates();
  }
}
