package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.cli.terminal.LatencyHistogram;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of the camera's frames. For every frame exactly one record must come back. */
final class FrameLedger {
  /** Latencies up to a minute are counted to the millisecond. */
  private static final int EXACT_BITS = 16;

  private final String prefix;
  private final Camera camera;
  private final boolean roadSigns;
  private final BitSet back = new BitSet();
  private final Map<String, ModelScore> models = new LinkedHashMap<>();
  private final LatencyHistogram latencies = new LatencyHistogram(EXACT_BITS);
  private final LatencyHistogram readable = new LatencyHistogram(EXACT_BITS);
  private final RecentResults recent = new RecentResults();
  private long predicted;
  private long rejected;
  private long twice;

  /**
   * Creates an empty ledger.
   *
   * @param seed seed of the camera whose frames are counted
   * @param roadSigns true if the models know the classes that the camera shows
   */
  FrameLedger(long seed, boolean roadSigns) {
    this.roadSigns = roadSigns;
    this.prefix = "camera/" + seed + "/";
    this.camera = new Camera(seed);
  }

  /**
   * Records a prediction. Predictions of images that did not come from the camera are ignored.
   *
   * @param now time at which it was readable, milliseconds since 1970
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

  /** Records an image that could not be classified. */
  void rejected(RejectedImage image) {
    int index = image.getImageId() == null ? -1 : index(image.getImageId());
    if (index >= 0 && first(index)) {
      rejected++;
    }
  }

  /** Number of frames with a result. */
  long back() {
    return predicted + rejected;
  }

  long predicted() {
    return predicted;
  }

  long rejected() {
    return rejected;
  }

  /** Number of records for frames that already had a result. */
  long twice() {
    return twice;
  }

  /** The models that made predictions, in the order of their first predictions. */
  List<ModelScore> models() {
    return List.copyOf(models.values());
  }

  /** Latencies from the camera to the prediction. */
  LatencyHistogram latencies() {
    return latencies;
  }

  /** Latencies from the camera until the prediction was readable. */
  LatencyHistogram readable() {
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

  /** True if the prediction is right; null if the model was trained on other classes. */
  private Boolean right(Prediction prediction, int index) {
    if (!roadSigns) {
      return null;
    }
    return camera.sign(index).label().equals(prediction.getClasses().get(0).getLabel());
  }
}
