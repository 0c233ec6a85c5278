package io.flinkmobilenet.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.tensor.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ElementDecoderTest {
  @Test
  void everyHalfIsDecodedExactly() {
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      float decoded = ElementDecoder.halfToFloat((short) bits);
      int exponent = bits >> 10 & 0x1F;
      int fraction = bits & 0x3FF;
      double sign = bits >> 15 == 0 ? 1 : -1;
      if (exponent == 31 && fraction != 0) {
        assertThat(decoded).isNaN();
      } else {
        double magnitude =
            exponent == 31
                ? Double.POSITIVE_INFINITY
                : exponent == 0
                    ? fraction * Math.pow(2, -24)
                    : (1024 + fraction) * Math.pow(2, exponent - 25);
        assertThat(Float.floatToRawIntBits(decoded))
            .isEqualTo(Float.floatToRawIntBits((float) (sign * magnitude)));
      }
    }
  }

  @Test
  void everyTypeIsReadLittleEndianFromThePositionOn() {
    assertThat(decode(DType.F32, 0x00, 0x00, 0x80, 0xBF, 0x00, 0x00, 0xC0, 0x7F))
        .containsExactly(-1f, Float.NaN);
    assertThat(decode(DType.F16, 0x00, 0x3C, 0x01, 0x80)).containsExactly(1f, -0x1p-24f);
    assertThat(decode(DType.BF16, 0x80, 0x3F, 0x80, 0xFF, 0x01, 0x00))
        .containsExactly(1f, Float.NEGATIVE_INFINITY, 0x1p-133f);
    assertThat(decode(DType.U8, 0, 127, 128, 255)).containsExactly(0f, 127f, 128f, 255f);
    assertThat(decode(DType.I64, 0xFE, 255, 255, 255, 255, 255, 255, 255)).containsExactly(-2f);
  }

  private static float[] decode(DType dtype, int... bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 1).order(ByteOrder.BIG_ENDIAN);
    buffer.put((byte) 99);
    for (int value : bytes) {
      buffer.put((byte) value);
    }
    return ElementDecoder.decode(buffer.position(1), dtype);
  }
}
