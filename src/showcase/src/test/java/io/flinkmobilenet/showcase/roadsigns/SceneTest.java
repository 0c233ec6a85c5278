package io.flinkmobilenet.showcase.roadsigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SceneTest {
  /** The models see 240x240 of the 320x240 pixels, reduced to 96x96. */
  @Test
  void signsAreLargeEnoughAndStayInTheMiddleSquare() {
    Scene scene = new Scene(320, 240);
    for (long index = 0; index < 2000; index++) {
      Pose pose = scene.pose(Dice.of(5, index));
      assertThat(2 * pose.radius() * 96 / 240).isBetween(24.0, 75.0);
      assertThat(pose.x()).isBetween(40 + pose.radius(), 280 - pose.radius());
      assertThat(pose.y()).isBetween(pose.radius(), 240 - pose.radius());
    }
  }

  @Test
  void anEmptySceneHasAsMuchInItAsOneWithASign() {
    Canvas canvas = Canvas.opaque(320, 240);
    Scene scene = new Scene(320, 240);
    for (long index = 0; index < 20; index++) {
      Dice dice = Dice.of(9, index);
      scene.draw(RoadSign.NO_SIGN, Light.of(dice.split()), canvas, dice.split());
      assertThat(colours(canvas)).isGreaterThan(100);
    }
  }

  private static long colours(Canvas canvas) {
    return Arrays.stream(canvas.pixels()).distinct().count();
  }
}
