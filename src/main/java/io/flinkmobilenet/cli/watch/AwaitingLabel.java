package io.flinkmobilenet.cli.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Predictions that were read before their pictures, because topics are read beside each other; the
 * oldest are given up.
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

  /** The prediction that waited for this picture. */
  Optional<PagePrediction> take(String id) {
    return Optional.ofNullable(verdicts.remove(id));
  }

  int size() {
    return verdicts.size();
  }
}
