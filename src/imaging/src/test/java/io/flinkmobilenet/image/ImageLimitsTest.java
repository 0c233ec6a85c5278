package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ImageLimitsTest {
  @Test
  void refusesLimitsAndImagesOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageLimits(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageLimits(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new RgbImage(0, 1, new byte[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> new RgbImage(2, 1, new byte[3]));
  }
}
