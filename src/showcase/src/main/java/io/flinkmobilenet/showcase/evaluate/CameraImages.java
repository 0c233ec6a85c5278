package io.flinkmobilenet.showcase.evaluate;

import io.flinkmobilenet.cli.input.CameraFrameSize;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import io.flinkmobilenet.showcase.roadsigns.CameraFrame;
import io.flinkmobilenet.showcase.roadsigns.RoadSign;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The first frames of a camera. */
final class CameraImages implements LabelledImages {
  private final int size;
  private final long seed;
  private final CameraFrameSize frame;
  private final Map<RoadSign, Integer> classes;

  private CameraImages(int size, long seed, CameraFrameSize frame, Map<RoadSign, Integer> classes) {
    this.size = size;
    this.seed = seed;
    this.frame = frame;
    this.classes = classes;
  }

  /**
   * Creates frames for a model of road signs.
   *
   * @param labels labels of the model
   * @throws CommandFailure if the model lacks a class that a frame may show
   */
  static CameraImages of(int size, long seed, CameraFrameSize frame, List<String> labels)
      throws CommandFailure {
    Map<RoadSign, Integer> classes = new EnumMap<>(RoadSign.class);
    for (RoadSign sign : RoadSign.values()) {
      int index = labels.indexOf(sign.label());
      if (index < 0) {
        throw CommandFailure.input(
            "--camera: expected a model of road signs, found one without the class '%s'"
                .formatted(sign.label()),
            null);
      }
      classes.put(sign, index);
    }
    return new CameraImages(size, seed, frame, classes);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String name(int index) {
    return "camera %d, frame %d".formatted(seed, index);
  }

  @Override
  public Source source() {
    Camera camera = new Camera(seed, frame.width(), frame.height());
    return index -> {
      CameraFrame taken = camera.frame(index);
      return new LabelledImage(classes.get(taken.sign()), taken.jpeg());
    };
  }
}
