package io.flinkmobilenet.model;

import io.flinkmobilenet.network.Scores;
import java.util.Map;

/**
 * Reads from {@code problem_type} in {@code config.json} what a model was trained for, which
 * determines the function from logits to probabilities, as in Hugging Face's <a
 * href="https://huggingface.co/docs/transformers/main_classes/pipelines#transformers.ImageClassificationPipeline">image
 * classification pipeline</a>.
 */
final class ProblemType {
  private static final String KEY = "problem_type";
  private static final String SINGLE_LABEL = "single_label_classification";
  private static final String MULTI_LABEL = "multi_label_classification";

  private ProblemType() {}

  /**
   * Returns the function from logits to probabilities. A softmax of one logit would be 1 for every
   * image, so that a model with one class always has a sigmoid.
   */
  static Scores scores(JsonObject config, int classes) throws InvalidModelException {
    String type = config.text(KEY, SINGLE_LABEL);
    if (!type.equals(SINGLE_LABEL) && !type.equals(MULTI_LABEL)) {
      throw config.unexpected(
          KEY,
          "\"%s\" or \"%s\", since classes are predicted".formatted(SINGLE_LABEL, MULTI_LABEL));
    }
    return classes == 1 || type.equals(MULTI_LABEL) ? Scores.SIGMOID : Scores.SOFTMAX;
  }

  /** Writes the key if the number of classes alone would give another function. */
  static void write(Scores scores, int classes, Map<String, Object> config) {
    if (scores == Scores.SIGMOID && classes > 1) {
      config.put(KEY, MULTI_LABEL);
    }
  }
}
