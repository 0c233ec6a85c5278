package io.flinkmobilenet.showcase.roadsigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.RgbImage;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraTest {
  /** SHA-256 of the first hundred frames of seed 1. */
  private static final String KNOWN =
      "b4a30e8bd36fc57f80dfbf1c73c82677ef2dd42c9fe6ae7a09bf311bbcbfe5d2";

  @Test
  void theSameSeedGivesTheSameFramesInAnyOrder() {
    Camera camera = new Camera(7);
    Camera again = new Camera(7);

    for (long index = 0; index < 30; index++) {
      CameraFrame frame = camera.frame(index);
      again.frame(1000 - index);
      assertThat(again.frame(index).jpeg()).isEqualTo(frame.jpeg());
      assertThat(again.sign(index)).isEqualTo(frame.sign());
      assertThat(frame.index()).isEqualTo(index);
    }
  }

  /**
   * The bundled models were trained on this camera's frames. If a pixel changes, on purpose or
   * because a version of Java draws differently, they must be retrained unless there is a reason
   * not to.
   */
  @Test
  void drawsWhatTheBundledModelsWereTrainedOn() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Camera camera = new Camera(1);
    for (long index = 0; index < 100; index++) {
      digest.update(camera.frame(index).jpeg());
    }

    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(KNOWN);
  }

  @Test
  void aCameraThatDoesNotMoveSeesTheSameWithOtherNoiseUntilASignComes() throws Exception {
    Camera camera = Camera.still(7, 320, 240, 10);
    for (long index = 0; index < 40; index++) {
      CameraFrame frame = camera.frame(index);
      assertThat(frame.sign() == RoadSign.NO_SIGN).isEqualTo(index / 10 % 2 == 0);
      assertThat(camera.frame(index).jpeg()).isEqualTo(frame.jpeg());
      assertThat(camera.frame(index + 1).jpeg()).isNotEqualTo(frame.jpeg());
    }
    int[] empty = pixels(camera, 3);
    assertThat(difference(empty, pixels(camera, 25))).isLessThan(30);
    assertThat(difference(empty, pixels(camera, 15))).isGreaterThan(80);
    assertThat(difference(pixels(camera, 12), pixels(camera, 15))).isLessThan(30);
    assertThatThrownBy(() -> Camera.still(7, 320, 240, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int[] pixels(Camera camera, long index) {
    return camera.raster(index).getRGB(0, 0, 320, 240, null, 0, 320);
  }

  /** The greatest difference of the means of two images in blocks of 20 by 20 pixels. */
  private static double difference(int[] one, int[] other) {
    double greatest = 0;
    for (int block = 0; block < 16 * 12; block++) {
      double sum = 0;
      for (int i = 0; i < 400; i++) {
        int at = (block / 16 * 20 + i / 20) * 320 + block % 16 * 20 + i % 20;
        sum += (one[at] >> 8 & 0xFF) - (other[at] >> 8 & 0xFF);
      }
      greatest = Math.max(greatest, Math.abs(sum) / 400);
    }
    return greatest;
  }

  @Test
  void threadsWithACameraEachTakeTheSameImages() throws Exception {
    Camera camera = new Camera(11);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<byte[]>> taken = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        long index = i;
        taken.add(threads.submit(() -> new Camera(11).frame(index).jpeg()));
      }
      for (int i = 0; i < 30; i++) {
        assertThat(taken.get(i).get()).isEqualTo(camera.frame(i).jpeg());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anotherSeedGivesOtherFrames() {
    assertThat(new Camera(8).frame(0).jpeg()).isNotEqualTo(new Camera(7).frame(0).jpeg());
  }

  @Test
  void eachClassIsEquallyLikely() {
    int frames = 24_000;
    int[] counts = new int[RoadSign.values().length];
    Camera camera = new Camera(3);
    for (long index = 0; index < frames; index++) {
      counts[camera.sign(index).ordinal()]++;
    }

    // 1000 of each are expected; five standard deviations are 155.
    assertThat(counts).hasSize(24);
    for (int count : counts) {
      assertThat(count).isBetween(845, 1155);
    }
  }

  @ParameterizedTest
  @CsvSource({"320,240", "64,64", "641,479", "240,320"})
  void framesCanBeDecodedAndHaveTheSizeAskedFor(int width, int height) throws Exception {
    Camera camera = new Camera(4, width, height);
    for (long index = 0; index < 12; index++) {
      RgbImage decoded = new ImageDecoder(ImageLimits.DEFAULT).decode(camera.frame(index).jpeg());
      assertThat(decoded.width()).isEqualTo(width);
      assertThat(decoded.height()).isEqualTo(height);
    }
  }

  @ParameterizedTest
  @CsvSource({"63,240", "320,63", "4097,240", "320,4097"})
  void refusesSizesThatNoCameraHas(int width, int height) {
    assertThatThrownBy(() -> new Camera(1, width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(width + "x" + height);
  }

  @Test
  void aFrameIsSmallEnoughForAnyTopic() {
    Camera camera = new Camera(6);
    for (long index = 0; index < 200; index++) {
      assertThat(camera.frame(index).jpeg().length).isBetween(1_000, 60_000);
    }
  }
}
