package io.flinkmobilenet.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CameraTest {
  @Test
  void theSameSeedGivesTheSameFrames() {
    Camera camera = new Camera(7);
    Camera again = new Camera(7);
    again.frame(99);

    for (long index = 0; index < 30; index++) {
      Frame frame = camera.frame(index);
      assertThat(again.frame(index).jpeg()).isEqualTo(frame.jpeg());
      assertThat(frame.sign()).isEqualTo(again.sign(index));
    }
  }

  @Test
  void eachClassIsEquallyLikely() {
    int frames = 24_000;
    int[] counts = new int[RoadSign.values().length];
    Camera camera = new Camera(3);
    for (long index = 0; index < frames; index++) {
      counts[camera.sign(index).ordinal()]++;
    }

    // 1000 of each; five standard deviations are 155.
    assertThat(counts).hasSize(24);
    for (int count : counts) {
      assertThat(count).isBetween(845, 1155);
    }
  }
}
