package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExifOrientationTest {
  private static final int DIRECTORY = 8;
  private static final int TYPE = DIRECTORY + 4;
  private static final int COUNT = DIRECTORY + 6;
  private static final int VALUE = DIRECTORY + 10;

  private static byte[] block(ByteOrder order, int orientation) {
    byte[] letters = order == ByteOrder.BIG_ENDIAN ? new byte[] {'M', 'M'} : new byte[] {'I', 'I'};
    return ByteBuffer.allocate(26)
        .order(order)
        .put(letters)
        .putShort((short) 42)
        .putInt(DIRECTORY)
        .putShort((short) 1)
        .putShort((short) 0x112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .array();
  }

  private static Orientation find(byte[] block) {
    return Orientation.of(ExifOrientation.find(ByteBuffer.wrap(block)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsBothByteOrders(int orientation) {
    assertThat(find(block(ByteOrder.BIG_ENDIAN, orientation)))
        .isEqualTo(find(block(ByteOrder.LITTLE_ENDIAN, orientation)))
        .isEqualTo(Orientation.of(orientation));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, -1, 255, 4096})
  void takesUnknownNumbersForUpright(int orientation) {
    assertThat(find(block(ByteOrder.BIG_ENDIAN, orientation))).isSameAs(Orientation.UPRIGHT);
  }

  @Test
  void takesOtherTypesAndCountsForUpright() {
    byte[] text = block(ByteOrder.LITTLE_ENDIAN, 6);
    text[TYPE] = 2;
    byte[] many = block(ByteOrder.LITTLE_ENDIAN, 6);
    many[COUNT] = 2;
    assertThat(find(text)).isSameAs(Orientation.UPRIGHT);
    assertThat(find(many)).isSameAs(Orientation.UPRIGHT);
  }

  @Test
  void takesBlocksThatAreCutForUpright() {
    byte[] whole = block(ByteOrder.LITTLE_ENDIAN, 6);
    for (int length = 0; length < VALUE; length++) {
      assertThat(find(Arrays.copyOf(whole, length))).isSameAs(Orientation.UPRIGHT);
    }
  }

  @Test
  void survivesAnyBytes() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] block = block(ByteOrder.LITTLE_ENDIAN, 6);
      block[random.nextInt(block.length)] = (byte) random.nextInt(256);
      block[random.nextInt(block.length)] = (byte) random.nextInt(256);
      assertThat(find(block)).isNotNull();
    }
  }
}
