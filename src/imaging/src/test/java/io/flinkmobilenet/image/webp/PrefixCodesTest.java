package io.flinkmobilenet.image.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flinkmobilenet.image.rows.DecodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixCodesTest {
  private static final int SYMBOLS = 2328;
  private static final int WRITTEN = 3000;

  private final PrefixCodes codes = new PrefixCodes();

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 17, 256, 280, SYMBOLS})
  void readsWhatWasWrittenByCompleteCodesOfAnyShape(int used) throws DecodingException {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int[] lengths = completeCode(random, used);
      int[] values = values(lengths);
      BitWriter out = new BitWriter();
      List<Integer> written = new ArrayList<>();
      while (written.size() < WRITTEN) {
        int symbol = random.nextInt(SYMBOLS);
        if (lengths[symbol] > 0) {
          out.put(values[symbol], lengths[symbol]);
          written.add(symbol);
        }
      }
      byte[] bytes = out.bytes();
      BitReader in = new BitReader(bytes, 0, bytes.length);
      int root = codes.end();
      int mask = codes.add(lengths, SYMBOLS);
      List<Integer> read = new ArrayList<>();
      while (read.size() < WRITTEN) {
        in.load();
        read.add(codes.read(in, root, mask));
      }
      assertThat(read).isEqualTo(written);
      in.check();
    }
  }

  @Test
  void aLoneSymbolTakesNoBits() throws DecodingException {
    int[] lengths = new int[40];
    lengths[39] = 7;
    BitReader in = new BitReader(new byte[0], 0, 0);
    int root = codes.end();
    int mask = codes.add(lengths, 40);

    in.load();
    assertThat(codes.read(in, root, mask)).isEqualTo(39);
    assertThat(in.overrun()).isFalse();
  }

  @Test
  void refusesCodesThatAreNotComplete() throws DecodingException {
    assertThat(codes.add(new int[] {0, 0, 0}, 3)).as("none").isEqualTo(-1);
    assertThat(codes.add(new int[] {1, 2, 0}, 3)).as("too few").isEqualTo(-1);
    assertThat(codes.add(new int[] {1, 1, 1}, 3)).as("too many").isEqualTo(-1);
    assertThat(codes.add(new int[] {15, 15}, 2)).as("too long").isEqualTo(-1);
    assertThat(codes.add(new int[] {1, 2, 2}, 3)).as("complete").isNotEqualTo(-1);
  }

  @Test
  void takesNoMoreThanSoMuchMemoryForCodes() {
    int[] lengths = new int[256];
    Arrays.fill(lengths, 8);

    DecodingException refusal =
        catchThrowableOfType(
            DecodingException.class,
            () -> {
              for (int i = 0; i <= 1 << 17; i++) {
                codes.add(lengths, 256);
              }
            });

    assertThat(refusal).hasMessage("expected prefix codes of at most 33554432 entries, found more");
    codes.release();
    assertThat(codes.end()).isZero();
  }

  /** Splits codes at random until there are enough. None is longer than 15 bits. */
  private static int[] completeCode(Random random, int used) {
    List<Integer> lengths = new ArrayList<>(List.of(1, 1));
    while (lengths.size() < used) {
      boolean newest = random.nextInt(3) == 0;
      int split = newest ? lengths.size() - 1 : random.nextInt(lengths.size());
      int length = lengths.get(split);
      if (length < PrefixCodes.LONGEST) {
        lengths.set(split, length + 1);
        lengths.add(length + 1);
      }
    }
    int[] all = new int[SYMBOLS];
    for (int length : lengths) {
      int symbol = random.nextInt(SYMBOLS);
      while (all[symbol] > 0) {
        symbol = (symbol + 1) % SYMBOLS;
      }
      all[symbol] = length;
    }
    return all;
  }

  /** The canonical codes, where the bit that is read first is the lowest. */
  private static int[] values(int[] lengths) {
    int[] values = new int[lengths.length];
    int code = 0;
    for (int length = 1; length <= PrefixCodes.LONGEST; length++) {
      code <<= 1;
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length) {
          values[symbol] = Integer.reverse(code++) >>> Integer.SIZE - length;
        }
      }
    }
    return values;
  }
}
