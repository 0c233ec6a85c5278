package io.flinkmobilenet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flinkmobilenet.tensor.DType;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0000",
    "-0.0, 0000",
    "1, 3c00",
    "-2, c000",
    "65504, 7bff",
    "0.33333334, 3555",
    "6.1035156e-5, 0400",
    "5.9604645e-8, 0001",
    "2.9802322e-8, 0000",
    "1.00048828125, 3c00",
    "1.00146484375, 3c02",
    "0.99999, 3c00",
  })
  void roundsToTheNearestHalfFloatTiesToEven(float value, String bits) {
    ByteBuffer bytes = Elements.encode(new float[] {value}, DType.F16);

    assertThat("%04x".formatted(bytes.getShort(0))).isEqualTo(bits);
  }

  @ParameterizedTest
  @ValueSource(floats = {65520, -70000, Float.POSITIVE_INFINITY, Float.NaN})
  void refusesWhatHalfFloatsCannotHold(float value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Elements.encode(new float[] {value}, DType.F16))
        .withMessageContaining(Float.toString(value));
  }

  @Test
  void keepsFloatsAsTheyAre() {
    ByteBuffer bytes = Elements.encode(new float[] {0.1f, -3e38f}, DType.F32);

    assertThat(bytes.getFloat(0)).isEqualTo(0.1f);
    assertThat(bytes.getFloat(4)).isEqualTo(-3e38f);
  }
}
