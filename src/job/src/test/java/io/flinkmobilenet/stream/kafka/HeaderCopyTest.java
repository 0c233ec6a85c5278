package io.flinkmobilenet.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.stream.state.CopiedHeader;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HeaderCopyTest {
  private final HeaderCopy copy = new HeaderCopy(Set.of("a", "b"));

  @Test
  void takesTheChosenHeadersInTheirOrder() {
    Headers headers = new RecordHeaders();
    headers.add("b", new byte[] {1}).add("c", new byte[] {2}).add("a", null).add("b", new byte[0]);
    assertThat(copy.of(headers))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new CopiedHeader("b", new byte[] {1}),
            new CopiedHeader("a", null),
            new CopiedHeader("b", new byte[0]));
    assertThat(copy.of(new RecordHeaders())).isEmpty();
  }

  @Test
  void leavesOutWhatGoesBeyondTheLimits() {
    Headers large = new RecordHeaders();
    large.add("a", new byte[8 << 10]).add("b", new byte[(8 << 10) - 1]).add("b", new byte[0]);
    assertThat(copy.of(large)).extracting(header -> header.value().length).containsExactly(8191);
    Headers many = new RecordHeaders();
    for (int i = 0; i < 100; i++) {
      many.add("a", null);
    }
    assertThat(copy.of(many)).hasSize(32);
  }
}
