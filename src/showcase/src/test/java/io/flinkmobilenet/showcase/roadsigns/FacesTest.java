package io.flinkmobilenet.showcase.roadsigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FacesTest {
  /** Approximate size of the smallest sign in the 96 pixels that the models see. */
  private static final int DIAMETER = 27;

  private static final int SIDE = 40;

  @Test
  void everySignButNoneHasAFace() {
    for (RoadSign sign : RoadSign.values()) {
      assertThat(Faces.of(sign).isEmpty()).as(sign.label()).isEqualTo(sign == RoadSign.NO_SIGN);
    }
  }

  @Test
  void everyClassDiffersVisiblyFromEveryOtherEvenWhenSmall() {
    Map<RoadSign, int[]> drawn = new EnumMap<>(RoadSign.class);
    for (RoadSign sign : RoadSign.values()) {
      drawn.put(sign, draw(sign));
    }
    for (RoadSign one : RoadSign.values()) {
      for (RoadSign other : RoadSign.values()) {
        if (one.ordinal() < other.ordinal()) {
          assertThat(difference(drawn.get(one), drawn.get(other)))
              .as(one.label() + " and " + other.label())
              .isGreaterThan(8);
        }
      }
    }
  }

  @Test
  void labelsAreDifferentAndInTheOrderOfTheModels() {
    assertThat(RoadSign.values()).hasSize(24).extracting(RoadSign::label).doesNotHaveDuplicates();
    assertThat(RoadSign.values()[23]).isEqualTo(RoadSign.NO_SIGN);
  }

  private static int[] draw(RoadSign sign) {
    Canvas canvas = Canvas.opaque(SIDE, SIDE);
    canvas.bar(0, 0, SIDE, SIDE, 0x808080);
    Pose pose = new Pose(SIDE / 2.0, SIDE / 2.0, DIAMETER / 2.0, 0, 0, 0);
    for (List<Patch> face : Faces.of(sign).stream().limit(1).toList()) {
      for (Patch patch : face) {
        canvas.fill(pose.of(patch.shape()), patch.tint().rgb());
      }
    }
    return canvas.pixels();
  }

  /** Root of the mean square over all pixels and channels. */
  private static double difference(int[] one, int[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        double step = (one[i] >> shift & 0xFF) - (other[i] >> shift & 0xFF);
        sum += step * step;
      }
    }
    return Math.sqrt(sum / (3 * one.length));
  }
}
