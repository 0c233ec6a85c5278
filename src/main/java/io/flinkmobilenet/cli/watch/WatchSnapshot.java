package io.flinkmobilenet.cli.watch;

import java.util.List;
import java.util.Map;

/**
 * What was seen so far, at one moment; what the page draws, as JSON.
 *
 * @param now milliseconds since 1970
 * @param started since when it is watched, milliseconds since 1970
 * @param sources the topics, and whether they can be read
 * @param totals since it is watched
 * @param recent of the latest seconds
 * @param inCharge the model in charge, null while none is known
 * @param swaps the latest changes of it, oldest first
 * @param models the models that made the latest predictions, oldest first
 * @param curves a value a second
 * @param pictures the newest that are shown, newest first
 * @param rejected the newest pictures that could not be classified, newest first
 * @param reasons how many were rejected for which reason
 */
record WatchSnapshot(
    long now,
    long started,
    List<Source> sources,
    Totals totals,
    Recent recent,
    Swap inCharge,
    List<Swap> swaps,
    List<Model> models,
    Curves curves,
    List<Picture> pictures,
    List<Rejection> rejected,
    Map<String, Long> reasons) {
  /**
   * A topic.
   *
   * @param problem why it cannot be read now, null where it can
   */
  record Source(String topic, String problem) {}

  /**
   * Counts.
   *
   * @param images events of the images topic
   * @param judged predictions of which the true class is known
   * @param right of these, how many named it first
   * @param accuracy right of judged, null where none was judged
   * @param unreadable records that are no events
   */
  record Totals(
      long images,
      long predicted,
      long rejected,
      long judged,
      long right,
      Double accuracy,
      long unreadable) {}

  /**
   * The state of affairs.
   *
   * @param picturesPerSecond predicted, on average of the latest seconds that are complete
   * @param p50 median latency from {@code capturedAt} to {@code predictedAt}, milliseconds, null
   *     where there was no prediction
   * @param p99 of 100 predictions, 99 did not take longer, milliseconds
   * @param accuracy of the latest seconds, null where nothing was judged
   */
  record Recent(double picturesPerSecond, Long p50, Long p99, Double accuracy) {}

  /**
   * A model that took charge.
   *
   * @param at milliseconds since 1970
   * @param model name and version, with a slash between
   * @param before which it replaced, null for the first
   */
  record Swap(long at, String model, String before) {}

  /**
   * A model and how it did.
   *
   * @param model name and version, with a slash between
   * @param accuracy right of judged since it is watched, null where none was judged
   * @param recent the same of its latest seconds
   * @param curve the same at each second of the curves
   */
  record Model(
      String model,
      long predicted,
      long judged,
      long right,
      Double accuracy,
      Double recent,
      List<Double> curve) {}

  /**
   * Values a second, the oldest first; null where there is none.
   *
   * @param first second of the first value, since 1970
   * @param predicted pictures a second; null where it is not known yet
   * @param p50 median latency, milliseconds
   * @param p99 of 100 predictions, 99 did not take longer, milliseconds
   * @param accuracy of all models, of the ten seconds up to each second
   */
  record Curves(
      long first, List<Long> predicted, List<Long> p50, List<Long> p99, List<Double> accuracy) {}

  /**
   * A picture with what was said of it.
   *
   * @param sequence under which its bytes are found
   * @param latency milliseconds from {@code capturedAt} to {@code predictedAt}
   * @param truth its true class, null where that is not known
   * @param right whether the best class is the true one, null where that is not known
   * @param classes best first
   */
  record Picture(
      long sequence,
      String id,
      String source,
      String model,
      long latency,
      String truth,
      Boolean right,
      List<Guess> classes) {}

  /** A class and its probability, 0 to 1. */
  record Guess(String label, float probability) {}

  /**
   * A picture that could not be classified.
   *
   * @param at milliseconds since 1970
   */
  record Rejection(
      long sequence, long at, String id, String stage, String reason, String message) {}
}
