package io.flinkmobilenet.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Skipping several codes at once gives the same result as skipping them one by one. */
class HuffmanTableTest {
  private static final int TABLES = 50;
  private static final int SHIFT = 64 - HuffmanTable.SKIP_LOOKAHEAD;

  private final Random random = new Random(3);

  @Test
  void skipsWhatOneCodeAfterTheOtherSkips() {
    for (int i = 0; i < TABLES; i++) {
      HuffmanTable table = table();
      short[] skips = table.skips();
      for (int index = 0; index < skips.length; index++) {
        check(table, skips[index] & 63, skips[index] >> 6, (long) index << SHIFT);
      }
    }
  }

  private static void check(HuffmanTable table, int bits, int coefficients, long data) {
    if (bits == 0) {
      assertThat(coefficients).isEqualTo(64);
      return;
    }
    int used = 0;
    int done = 0;
    boolean ends = false;
    while (used < bits) {
      assertThat(ends).isFalse();
      int entry = table.entries()[(int) (data << used >>> 64 - HuffmanTable.LOOKAHEAD)];
      assertThat(entry).isNotZero();
      used += entry & 63;
      ends = entry >>> 20 == HuffmanTable.END;
      done += ends ? 0 : entry >>> 20;
    }
    assertThat(used).isEqualTo(bits);
    assertThat(coefficients).isEqualTo(ends ? done + 1 + HuffmanTable.SKIP_END : done);
  }

  /** A table with random code lengths, which leave some codes unused, and random symbols. */
  private HuffmanTable table() {
    int[] counts = new int[17];
    int symbols = 0;
    int free = 2;
    for (int length = 1; length <= 16; length++) {
      counts[length] = Math.min(random.nextInt(free), 256 - symbols);
      symbols += counts[length];
      free = Math.min(2 * (free - counts[length]), 1 << 10);
    }
    byte[] values = new byte[symbols];
    random.nextBytes(values);
    for (int i = 0; i < symbols; i += 3) {
      values[i] = (byte) (random.nextInt(3) * 0xf0 & 0xf0 | random.nextInt(4));
    }
    return HuffmanTable.of(counts, values, 0);
  }
}
