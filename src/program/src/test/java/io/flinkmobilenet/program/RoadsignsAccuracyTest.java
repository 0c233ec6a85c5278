package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.cli.input.BundledModel;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.Normaliser;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import io.flinkmobilenet.showcase.roadsigns.CameraFrame;
import io.flinkmobilenet.showcase.roadsigns.RoadSign;
import io.flinkmobilenet.simd.KernelChoice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Measures the accuracy of the bundled models on frames that were not used for training. */
class RoadsignsAccuracyTest {
  /** Training and validation use seeds below a million only. */
  private static final long HELD_OUT_SEED = 1_000_003;

  private static final int FRAMES = 400;

  private static List<CameraFrame> frames;

  @BeforeAll
  static void takeFrames() {
    frames =
        IntStream.range(0, FRAMES)
            .parallel()
            .mapToObj(index -> new Camera(HELD_OUT_SEED).frame(index))
            .toList();
  }

  @Test
  void theEarlyModelIsOftenRightAndOftenWrong() throws Exception {
    assertThat(accuracy(BundledModel.ROADSIGNS_1)).isBetween(0.55, 0.80);
  }

  @Test
  void theFinishedModelIsHardlyEverWrong() throws Exception {
    assertThat(accuracy(BundledModel.ROADSIGNS_2)).isGreaterThan(0.95);
  }

  @Test
  void bothNameTheSignsAsTheCameraDoes() throws Exception {
    List<String> signs = Arrays.stream(RoadSign.values()).map(RoadSign::label).toList();

    assertThat(BundledModel.ROADSIGNS_1.read().labels()).isEqualTo(signs);
    assertThat(BundledModel.ROADSIGNS_2.read().labels()).isEqualTo(signs);
  }

  private static double accuracy(BundledModel bundled) throws Exception {
    ModelArtifact model = bundled.read();
    Classifier classifier = new Classifier(model.compile(KernelProvider.select(KernelChoice.AUTO)));
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    int right = 0;
    for (CameraFrame frame : frames) {
      classifier.run(
          Normaliser.normalise(decoder.decode(frame.jpeg()), model.preprocessing().geometry())
              .rgb());
      if (classifier.topK(1).get(0).index() == frame.sign().ordinal()) {
        right++;
      }
    }
    return (double) right / FRAMES;
  }
}
