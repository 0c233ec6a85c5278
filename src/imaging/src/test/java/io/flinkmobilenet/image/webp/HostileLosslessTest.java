package io.flinkmobilenet.image.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.rows.Region;
import org.junit.jupiter.api.Test;

/** Lossless images that no encoder would write. */
class HostileLosslessTest {
  private final WebpDecoder decoder = new WebpDecoder();
  private int rows;

  @Test
  void readsAnImageOfOneColour() throws DecodingException {
    BitWriter out = header(9, 7).put(0, 1).put(0, 1).put(0, 1);
    for (int level : new int[] {30, 200, 60, 255}) {
      lone(out, level);
    }
    decode(lone(out, 0), 9, 7);

    assertThat(rows).isEqualTo(7);
  }

  @Test
  void refusesATransformTwice() {
    BitWriter out = header(9, 7).put(1, 1).put(2, 2).put(1, 1).put(2, 2);

    refuses(
        out,
        DecodingException.Kind.MALFORMED,
        "expected each transform once, found number 2 again");
  }

  @Test
  void refusesColourCachesOfOtherSizes() {
    for (int bits : new int[] {0, 12, 15}) {
      BitWriter out = header(9, 7).put(0, 1).put(1, 1).put(bits, 4);

      refuses(
          out,
          DecodingException.Kind.MALFORMED,
          "expected a colour cache of 1 to 11 bits, found " + bits);
    }
  }

  @Test
  void refusesCodesOfCodeLengthsThatAreNotComplete() {
    BitWriter out = header(9, 7).put(0, 3).put(0, 1).put(0, 4).put(2, 3).put(2, 3).put(0, 6);
    refuses(
        out.put(0, 40),
        DecodingException.Kind.MALFORMED,
        "expected a complete prefix code of code");
  }

  @Test
  void refusesMoreCodeLengthsThanSymbols() {
    // Two lengths, 0 and "138 zeros", of one bit each.
    BitWriter out = header(9, 7).put(0, 3).put(0, 1).put(0, 4).put(0, 3).put(1, 3).put(1, 3);
    out.put(0, 3).put(0, 1);
    for (int i = 0; i < 3; i++) {
      out.put(1, 1).put(127, 7);
    }

    refuses(out.put(0, 40), DecodingException.Kind.MALFORMED, "expected 4 more code lengths");
  }

  @Test
  void refusesSymbolsOfTheSimpleFormThatDoNotExist() {
    BitWriter out = header(9, 7).put(0, 3);
    for (int i = 0; i < 4; i++) {
      lone(out, 1);
    }

    refuses(
        lone(out, 40), DecodingException.Kind.MALFORMED, "the lengths of a complete prefix code");
  }

  @Test
  void refusesCopiesFromBeforeTheImageAndBeyondItsEnd() {
    // Greens are 0 and 256, the shortest copy: of the normal form, all other lengths are zero.
    BitWriter out = header(9, 7).put(0, 3);
    greens(out);
    for (int i = 0; i < 3; i++) {
      lone(out, 1);
    }
    lone(out, 3).put(1, 1);

    refuses(
        out,
        DecodingException.Kind.MALFORMED,
        "expected a copy of at most 63 pixels from at most 0 before, found 1 from 8");
  }

  @Test
  void refusesAnEndAmongTheCodesOfManyGroups() {
    BitWriter out = header(9, 7).put(0, 2).put(1, 1).put(0, 3).put(0, 1);
    // The image of groups: group 65535.
    for (int level : new int[] {255, 255, 0, 255, 0}) {
      lone(out, level);
    }

    refuses(out, DecodingException.Kind.TRUNCATED, "expected more bits, found its end");
  }

  /** Symbols 0 and 256, of one bit each. */
  private static void greens(BitWriter out) {
    // Of the lengths of code lengths, those of 18, 0 and 1 are 1, 2 and 2.
    out.put(0, 1).put(0, 4).put(0, 3).put(1, 3).put(2, 3).put(2, 3).put(0, 1);
    // Their codes: 18 is 0, length 0 is 1 0, length 1 is 1 1.
    out.put(3, 2);
    out.put(0, 1).put(127, 7).put(0, 1).put(117 - 11, 7);
    out.put(3, 2);
    out.put(0, 1).put(23 - 11, 7);
  }

  /** Writes a code of one symbol. */
  private static BitWriter lone(BitWriter out, int symbol) {
    return out.put(1, 1).put(0, 1).put(1, 1).put(symbol, 8);
  }

  private static BitWriter header(int width, int height) {
    return new BitWriter().put(0x2f, 8).put(width - 1, 14).put(height - 1, 14).put(0, 4);
  }

  private void decode(BitWriter out, int width, int height) throws DecodingException {
    byte[] bytes = out.bytes();
    Region region = new Region(0, 0, width, height);
    decoder.decodeLossless(bytes, 0, bytes.length, region, (pixels, at) -> rows++);
  }

  private void refuses(BitWriter out, DecodingException.Kind kind, String message) {
    DecodingException refusal =
        catchThrowableOfType(DecodingException.class, () -> decode(out, 9, 7));
    assertThat(refusal).hasMessageContaining(message);
    assertThat(refusal.kind()).isEqualTo(kind);
  }
}
