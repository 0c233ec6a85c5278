package io.flinkmobilenet.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Below which probability of the best class the decision is unknown.
 *
 * @param least least probability, 0 to 1
 * @param byClass the same for single classes, by label
 */
public record UnknownRule(float least, Map<String, Float> byClass) {
  private static final int MOST_CLASSES = 2000;

  /** Checks that all probabilities are in their range. */
  public UnknownRule {
    Limits.checkRange("least probability", least, 0, 1);
    Limits.checkCount("thresholds by class", byClass.size(), 0, MOST_CLASSES);
    byClass.forEach(
        (label, value) -> {
          Limits.checkText("class", label);
          Limits.checkRange("least probability of a class", value, 0, 1);
        });
    byClass = Collections.unmodifiableMap(new TreeMap<>(byClass));
  }

  /** Returns whether the best class is too improbable. */
  public boolean isUnknown(String label, float probability) {
    return probability < byClass.getOrDefault(label, least);
  }
}
