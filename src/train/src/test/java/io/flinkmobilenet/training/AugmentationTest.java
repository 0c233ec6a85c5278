package io.flinkmobilenet.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final int EDGE = 32;

  private final Augmentation augmentation = new Augmentation(EDGE);

  @Test
  void isDecidedByTheRandomNumbers() {
    byte[] image = ramp();

    assertThat(variant(image, 7)).isEqualTo(variant(image, 7));
    assertThat(variant(image, 7)).isNotEqualTo(variant(image, 8));
  }

  @Test
  void leavesLeftOnTheLeftAndUpAbove() {
    byte[] image = ramp();
    for (int seed = 0; seed < 200; seed++) {
      byte[] variant = variant(image, seed);

      assertThat(value(variant, 4, 16)).isLessThan(value(variant, 27, 16));
      assertThat(value(variant, 16, 4)).isLessThan(value(variant, 16, 27));
    }
  }

  @Test
  void keepsAnEvenImageEven() {
    byte[] grey = new byte[EDGE * EDGE * 3];
    Arrays.fill(grey, (byte) 128);
    for (int seed = 0; seed < 200; seed++) {
      byte[] variant = variant(grey, seed);

      for (int i = 0; i < variant.length; i++) {
        assertThat(variant[i]).isEqualTo(variant[i % 3]);
      }
      assertThat(variant[0] & 0xff).isBetween(100, 156);
    }
  }

  private byte[] variant(byte[] image, int seed) {
    byte[] variant = new byte[image.length];
    augmentation.apply(image, new SplittableRandom(seed), variant);
    return variant;
  }

  private static int value(byte[] image, int x, int y) {
    return image[(y * EDGE + x) * 3] & 0xff;
  }

  /** Brighter to the right and downwards. */
  private static byte[] ramp() {
    byte[] image = new byte[EDGE * EDGE * 3];
    for (int i = 0; i < image.length; i++) {
      int pixel = i / 3;
      image[i] = (byte) (40 + 3 * (pixel % EDGE + pixel / EDGE));
    }
    return image;
  }
}
