package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.ShadowPrediction;
import java.util.List;

/**
 * What a deployment decided about an image.
 *
 * @param deployment name and epoch, with a slash between
 * @param route the route that the image took
 * @param variant the variant that answered
 * @param stage stage of the cascade whose answer stands, from 0
 * @param unknown whether the best class is too improbable to count
 * @param shadows what other models say, each as model and class
 */
record Routing(
    String deployment,
    String route,
    String variant,
    int stage,
    boolean unknown,
    List<String> shadows) {
  private static final int MOST_SHADOWS = 5;

  /** Returns the part of a prediction that concerns deployments; null if a model was activated. */
  static Routing of(Prediction prediction) {
    if (prediction.getDeployment() == null) {
      return null;
    }
    return new Routing(
        ModelName.of(prediction.getDeployment(), String.valueOf(prediction.getEpoch())),
        ShortText.name(prediction.getRoute()),
        ShortText.name(prediction.getVariant()),
        prediction.getStage(),
        prediction.getDecision() == Decision.UNKNOWN,
        prediction.getShadows().stream().limit(MOST_SHADOWS).map(Routing::shadow).toList());
  }

  private static String shadow(ShadowPrediction shadow) {
    String label =
        shadow.getClasses().isEmpty() ? "no answer" : shadow.getClasses().get(0).getLabel();
    return ModelName.of(shadow.getModel().getName(), shadow.getModel().getVersion())
        + ": "
        + ShortText.name(label);
  }
}
