package io.flinkmobilenet.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Preprocessing that many published models share, known by the name of where it comes from. */
public enum PreprocessingPreset {
  /**
   * Shorter edge to 256 for 224 pixels, means and deviations of ImageNet.
   *
   * @see <a href="https://pytorch.org/vision/stable/models.html">Torchvision's models</a>
   */
  TORCHVISION(
      256.0 / 224,
      (float) (1 / 255.0),
      List.of(0.485f, 0.456f, 0.406f),
      List.of(0.229f, 0.224f, 0.225f),
      false),

  /**
   * Shorter edge to 256 for 224 pixels, values from −1 to 1, as in TensorFlow's Inception and
   * MobileNet.
   *
   * @see <a
   *     href="https://github.com/tensorflow/models/blob/master/research/slim/preprocessing/inception_preprocessing.py">Inception's
   *     preprocessing</a>
   */
  INCEPTION(
      256.0 / 224,
      (float) (1 / 255.0),
      List.of(0.5f, 0.5f, 0.5f),
      List.of(0.5f, 0.5f, 0.5f),
      false),

  /**
   * Shorter edge to 256 for 224 pixels, ImageNet's means subtracted from blue, green and red.
   *
   * @see <a href="https://github.com/BVLC/caffe/tree/master/models/bvlc_reference_caffenet">Caffe's
   *     reference network</a>
   */
  CAFFE(256.0 / 224, 1, List.of(123.68f, 116.779f, 103.939f), List.of(1f, 1f, 1f), true),

  /**
   * Shorter edge to the network's own edge, as Teachable Machine crops frames of a camera to a
   * square; values from −1 to 1 as in the Python code that it shows beside its Keras export.
   *
   * @see <a
   *     href="https://github.com/googlecreativelab/teachablemachine-community/blob/master/libraries/image/src/utils/canvas.ts">Teachable
   *     Machine's crop</a>
   */
  TEACHABLE_MACHINE(
      1, (float) (1 / 255.0), List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f), false);

  private final double margin;
  private final float rescaleFactor;
  private final List<Float> mean;
  private final List<Float> std;
  private final boolean bgr;

  PreprocessingPreset(
      double margin, float rescaleFactor, List<Float> mean, List<Float> std, boolean bgr) {
    this.margin = margin;
    this.rescaleFactor = rescaleFactor;
    this.mean = mean;
    this.std = std;
    this.bgr = bgr;
  }

  /** Returns the name on the command line: {@code teachable-machine}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the names of all, separated by {@code |}. */
  public static String titles() {
    return String.join("|", Arrays.stream(values()).map(PreprocessingPreset::title).toList());
  }

  /** Returns whether there is a preset with the given name. */
  public static boolean known(String title) {
    return named(title).isPresent();
  }

  /** Returns the preset with a name, if there is one. */
  static Optional<PreprocessingPreset> named(String title) {
    return Arrays.stream(values()).filter(preset -> preset.title().equals(title)).findFirst();
  }

  /** Returns the length of the shorter edge before a crop to the given edge. */
  int shortestEdge(int crop) {
    return (int) Math.round(crop * margin);
  }

  float rescaleFactor() {
    return rescaleFactor;
  }

  List<Float> mean() {
    return mean;
  }

  List<Float> std() {
    return std;
  }

  /** Returns whether the network reads blue, green, red rather than red, green, blue. */
  boolean bgr() {
    return bgr;
  }
}
