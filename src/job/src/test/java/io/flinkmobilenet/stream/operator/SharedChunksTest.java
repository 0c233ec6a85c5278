package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Removal;
import org.junit.jupiter.api.Test;

class SharedChunksTest {
  private static final FakeModel MODEL = FakeModel.of("shared", 42, 0);

  @Test
  void whatIsEqualIsOneObject() {
    Chunk first = SharedChunks.share(MODEL.chunk(0));
    assertThat(SharedChunks.share(MODEL.chunk(0))).isSameAs(first);
    assertThat(SharedChunks.share(MODEL.chunk(1))).isNotSameAs(first);
  }

  @Test
  void otherBytesInTheSamePlaceStayOtherBytes() {
    Chunk first = SharedChunks.share(MODEL.chunk(0));
    Chunk other = new Chunk(first.digest(), 0, new byte[] {1, 2, 3});
    assertThat(SharedChunks.share(other)).isSameAs(other);
  }

  @Test
  void otherMessagesPass() {
    Removal removal = new Removal(MODEL.key());
    assertThat(SharedChunks.share(removal)).isSameAs(removal);
  }
}
