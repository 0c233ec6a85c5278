package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.geometry.InputGeometry;
import java.time.Duration;
import java.util.List;

/**
 * Remembers the input size that the latest activation replaced. The model of that size classifies
 * until the new one is loaded, so for a while images are prepared for both sizes.
 */
final class ReplacedSize {
  /** Most models take less time to load. Afterwards Classify prepares images itself if needed. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private InputGeometry replaced;
  private long replacedAt;

  /**
   * Takes note of an announcement.
   *
   * @param before size of the requested model before it; null if unknown
   * @param after size of the requested model now; null if unknown
   * @param now milliseconds since 1970
   */
  void note(InputGeometry before, InputGeometry after, long now) {
    if (before != null && !before.equals(after)) {
      replaced = before;
      replacedAt = now;
    }
  }

  /**
   * Returns the sizes that images need now.
   *
   * @param requested size of the requested model; null if unknown
   * @param now milliseconds since 1970
   */
  List<InputGeometry> with(InputGeometry requested, long now) {
    if (replaced != null && now - replacedAt >= LONGEST.toMillis()) {
      replaced = null;
    }
    if (requested == null) {
      return replaced == null ? List.of() : List.of(replaced);
    }
    return replaced == null || replaced.equals(requested)
        ? List.of(requested)
        : List.of(requested, replaced);
  }
}
