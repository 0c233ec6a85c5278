package io.flinkmobilenet.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeptHuffmanTablesTest {
  private final KeptHuffmanTables tables = new KeptHuffmanTables();

  @Test
  void layOutATableOnceWhereverItIsInAFile() {
    byte[] definition = definition(0);
    byte[] file = new byte[definition.length + 20];
    System.arraycopy(definition, 0, file, 7, definition.length);

    HuffmanTable first = tables.get(definition, 0);

    assertThat(first).isNotNull();
    assertThat(tables.get(file, 7)).isSameAs(first);
    assertThat(tables.get(definition(1), 0)).isNotSameAs(first);
    byte[] longer = Arrays.copyOf(definition, definition.length + 1);
    longer[2]++;
    assertThat(tables.get(longer, 0)).isNotSameAs(first);
  }

  @Test
  void forgetTheOldest() {
    HuffmanTable first = tables.get(definition(0), 0);
    for (int symbol = 1; symbol < 8; symbol++) {
      tables.get(definition(symbol), 0);
    }
    assertThat(tables.get(definition(0), 0)).isSameAs(first);
    tables.get(definition(8), 0);
    assertThat(tables.get(definition(0), 0)).isNotSameAs(first);
  }

  @Test
  void keepNoDefinitionThatIsNone() {
    byte[] tooMany = new byte[16 + 3];
    tooMany[0] = 3;
    assertThat(tables.get(tooMany, 0)).isNull();
    assertThat(tables.get(tooMany, 0)).isNull();
  }

  /** Two codes of two bits; the first stands for the given symbol. */
  private static byte[] definition(int symbol) {
    byte[] definition = new byte[16 + 2];
    definition[1] = 2;
    definition[16] = (byte) symbol;
    definition[17] = 9;
    return definition;
  }
}
