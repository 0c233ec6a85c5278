package io.flinkmobilenet.cli.demo;

import io.flinkmobilenet.camera.Camera;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of each frame of the camera: of every one, exactly one record is to come back. */
final class FrameLedger {
  private final String prefix;
  private final Camera camera;
  private final boolean roadSigns;
  private final BitSet back = new BitSet();
  private final Map<String, ModelScore> models = new LinkedHashMap<>();
  private final LatencyCounts latencies = new LatencyCounts();
  private final LatencyCounts readable = new LatencyCounts();
  private final RecentResults recent = new RecentResults();
  private long predicted;
  private long rejected;
  private long twice;

  /**
   * Nothing yet.
   *
   * @param seed of the camera whose frames are looked for
   * @param roadSigns whether the models know what the camera sees
   */
  FrameLedger(long seed, boolean roadSigns) {
    this.roadSigns = roadSigns;
    this.prefix = "camera/" + seed + "/";
    this.camera = new Camera(seed);
  }

  /**
   * A prediction. One of a picture that did not come from the camera is passed over.
   *
   * @param now when it could be read, milliseconds since 1970
   */
  void predicted(Prediction prediction, long now) {
    int index = index(prediction.getImageId());
    if (index < 0 || !first(index)) {
      return;
    }
    predicted++;
    Boolean right = right(prediction, index);
    ModelVersion version = prediction.getModel();
    String model = version.getName() + "/" + version.getVersion();
    long taken = prediction.getCapturedAt().toEpochMilli();
    long at = prediction.getPredictedAt().toEpochMilli();
    models.put(model, models.getOrDefault(model, ModelScore.of(model)).and(at, right));
    latencies.add(at - taken);
    readable.add(now - taken);
    recent.add(at, at - taken, right);
  }

  /** A picture that could not be classified. */
  void rejected(RejectedImage image) {
    int index = image.getImageId() == null ? -1 : index(image.getImageId());
    if (index >= 0 && first(index)) {
      rejected++;
    }
  }

  /** Frames that came back. */
  long back() {
    return predicted + rejected;
  }

  long predicted() {
    return predicted;
  }

  long rejected() {
    return rejected;
  }

  /** Records about frames that had come back before. */
  long twice() {
    return twice;
  }

  /** The models that made predictions, in the order in which they began to. */
  List<ModelScore> models() {
    return List.copyOf(models.values());
  }

  /** From the camera to the prediction. */
  LatencyCounts latencies() {
    return latencies;
  }

  /** From the camera to where the prediction could be read. */
  LatencyCounts readable() {
    return readable;
  }

  RecentResults recent() {
    return recent;
  }

  private boolean first(int index) {
    if (back.get(index)) {
      twice++;
      return false;
    }
    back.set(index);
    return true;
  }

  /** The number of the frame, or -1. */
  private int index(String id) {
    String number = id.startsWith(prefix) ? id.substring(prefix.length()) : "";
    return number.matches("\\d{1,9}") ? Integer.parseInt(number) : -1;
  }

  /** Null for a model of other things. */
  private Boolean right(Prediction prediction, int index) {
    if (!roadSigns) {
      return null;
    }
    return camera.sign(index).label().equals(prediction.getClasses().get(0).getLabel());
  }
}
