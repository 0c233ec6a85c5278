package io.flinkmobilenet.showcase.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Predictions that were read before their images, because topics are read independently. If there
 * are too many, the oldest are dropped.
 */
final class AwaitingLabel {
  static final int MOST = 5_000;
  private static final int LONGEST_ID = 500;

  private final Map<String, PagePrediction> verdicts = new LinkedHashMap<>();

  void put(PagePrediction verdict) {
    if (verdict.id().length() > LONGEST_ID) {
      return;
    }
    verdicts.put(verdict.id(), verdict);
    if (verdicts.size() > MOST) {
      verdicts.remove(verdicts.keySet().iterator().next());
    }
  }

  /** Removes and returns the prediction that waited for this image. */
  Optional<PagePrediction> take(String id) {
    return Optional.ofNullable(verdicts.remove(id));
  }

  int size() {
    return verdicts.size();
  }
}
