package io.flinkmobilenet.cli.gallery;

import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.ShadowPrediction;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A classified image: bars of its best classes, the model, and the true class if it is known. */
public final class PredictedTile extends Tile {
  private static final int MOST_CLASSES = 10;

  private final Prediction prediction;

  /** Creates a tile. */
  public PredictedTile(Prediction prediction, Depiction depiction) {
    super(prediction.getImageId(), depiction);
    this.prediction = prediction;
  }

  /** True if the true class is known. */
  boolean judged() {
    return depiction().trueClass() != null;
  }

  /** True if the best class is the true class. */
  boolean right() {
    List<ClassProbability> classes = prediction.getClasses();
    return judged()
        && !classes.isEmpty()
        && depiction().trueClass().equals(classes.get(0).getLabel());
  }

  String model() {
    return prediction.getModel().getName() + "/" + prediction.getModel().getVersion();
  }

  @Override
  String style() {
    return !judged() ? "open" : right() ? "right" : "wrong";
  }

  @Override
  void describe(Html html) throws IOException {
    if (judged()) {
      html.markup(
          right() ? "<p class=\"truth\">✓ right: <bdi>" : "<p class=\"truth\">✗ it is <bdi>");
      html.text(depiction().trueClass()).markup("</bdi></p>\n");
    }
    html.markup("<ol>\n");
    for (ClassProbability candidate :
        prediction.getClasses().stream().limit(MOST_CLASSES).toList()) {
      bar(html, candidate);
    }
    html.markup("</ol>\n");
    for (ShadowPrediction shadow : prediction.getShadows()) {
      shadow(html, shadow);
    }
    html.markup("<p class=\"small\"><bdi>").text(model()).markup("</bdi> · ");
    if (prediction.getDecision() == Decision.UNKNOWN) {
      html.markup("unknown · ");
    }
    html.time(prediction.getCapturedAt()).markup("</p>\n");
  }

  /** Writes what another model says of the image, apart from the answer. */
  private static void shadow(Html html, ShadowPrediction shadow) throws IOException {
    String model = shadow.getModel().getName() + "/" + shadow.getModel().getVersion();
    html.markup("<p class=\"small\"><bdi>").text(model).markup("</bdi>: <bdi>");
    if (shadow.getClasses().isEmpty()) {
      html.text(shadow.getError() == null ? "no answer" : shadow.getError());
    } else {
      ClassProbability best = shadow.getClasses().get(0);
      html.text(best.getLabel() + " " + percent(best.getProbability()) + " %");
    }
    html.markup("</bdi></p>\n");
  }

  /**
   * Draws a bar as SVG, whose width is an attribute, because the page allows only the styles of its
   * one style sheet.
   */
  private static void bar(Html html, ClassProbability candidate) throws IOException {
    String percent = percent(candidate.getProbability());
    html.markup("<li><bdi>").text(candidate.getLabel()).markup("</bdi> <b>");
    html.text(percent).markup(" %</b><svg aria-hidden=\"true\"><rect height=\"100%\" width=\"");
    html.text(percent).markup("%\"/></svg></li>\n");
  }

  private static String percent(float value) {
    float probability = Math.max(0, Math.min(1, value));
    return Float.isNaN(probability) ? "0" : String.format(Locale.ROOT, "%.1f", 100 * probability);
  }
}
