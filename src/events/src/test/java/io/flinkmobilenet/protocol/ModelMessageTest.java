package io.flinkmobilenet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelMessageTest {
  private static final String DIGEST = "a".repeat(64);
  private static final ManifestGeometry GEOMETRY = ManifestGeometry.shortestEdge(36, 32, 32);

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "ä", "../x\n"})
  void aNameIsOfFewLetters(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelKey(name, "1"))
        .withMessageStartingWith("model name: expected 1 to 100 of A-Z a-z 0-9 . _ -, found '");
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelKey("n", name));
  }

  @Test
  void aNameIsShort() {
    assertThat(new ModelKey("a".repeat(100), "1").name()).hasSize(100);
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelKey("a".repeat(101), "1"));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "524288,1", "524289,2", "14000000,27"})
  void anArtifactIsCutIntoChunksOf512KiB(long bytes, int chunks) {
    assertThat(new Manifest(new ModelKey("n", "1"), DIGEST, bytes, chunks, GEOMETRY, 0).chunks())
        .isEqualTo(chunks);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Manifest(new ModelKey("n", "1"), DIGEST, bytes, chunks + 1, GEOMETRY, 0))
        .withMessage("chunks: expected %d for %d bytes, found %d", chunks, bytes, chunks + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "AAAA"})
  void aDigestIs64LowerCaseDigits(String digest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Chunk(digest, 0, new byte[1]))
        .withMessageStartingWith("digest: expected 64 lower-case hexadecimal digits, found ");
  }

  @Test
  void aChunkHasAPlaceAndAModestSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Chunk(DIGEST, -1, new byte[1]))
        .withMessage("chunk index: expected 0 to 4095, found -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Chunk(DIGEST, 0, new byte[Chunk.LARGEST + 1]))
        .withMessage("chunk: expected 1 to 524288 bytes, found 524289");
  }
}
