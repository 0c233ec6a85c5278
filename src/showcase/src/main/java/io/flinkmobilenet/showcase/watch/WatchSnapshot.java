package io.flinkmobilenet.showcase.watch;

import java.util.List;
import java.util.Map;

/**
 * The state at one moment, which the page receives as JSON and draws.
 *
 * @param now milliseconds since 1970
 * @param started start of watching, milliseconds since 1970
 * @param sources the topics, and whether they can be read
 * @param totals counts since the start of watching
 * @param recent values of the latest seconds
 * @param inCharge the active model; null while none is known
 * @param swaps the latest changes of the active model, oldest first
 * @param decisions the latest decisions about rollouts, oldest first
 * @param models the models that made the latest predictions, oldest first
 * @param variants the variants of the deployment in force; none if a model was activated
 * @param curves one value per second
 * @param pictures the newest images that are shown, newest first
 * @param rejected the newest images that could not be classified, newest first
 * @param reasons number of rejections by reason
 */
record WatchSnapshot(
    long now,
    long started,
    List<Source> sources,
    Totals totals,
    Recent recent,
    Swap inCharge,
    List<Swap> swaps,
    List<DecisionMark> decisions,
    List<Model> models,
    List<VariantShare> variants,
    Curves curves,
    List<ShownImage> pictures,
    List<Rejection> rejected,
    Map<String, Long> reasons) {
  /**
   * A topic.
   *
   * @param problem reason why it cannot be read now; null if it can
   */
  record Source(String topic, String problem) {}

  /**
   * Counts.
   *
   * @param images events of the images topic
   * @param judged predictions whose true class is known
   * @param right number of these whose best class is the true one
   * @param accuracy share of right among judged predictions; null if none was judged @param
   *     unreadable records that are not events
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
   * Current values.
   *
   * @param picturesPerSecond images predicted per second, averaged over the latest complete seconds
   * @param p50 median latency from {@code capturedAt} to {@code predictedAt}, milliseconds; null if
   *     there was no prediction
   * @param p99 99th percentile of the latency, milliseconds
   * @param accuracy accuracy over the latest seconds; null if nothing was judged
   */
  record Recent(double picturesPerSecond, Long p50, Long p99, Double accuracy) {}

  /**
   * A model or deployment that came into force.
   *
   * @param at milliseconds since 1970
   * @param model name and version, or name and epoch of a deployment, with a slash between
   * @param before the model that it replaced; null for the first
   */
  record Swap(long at, String model, String before) {}

  /**
   * A model and its accuracy.
   *
   * @param model name and version, with a slash between
   * @param accuracy share of right among judged predictions since the start of watching; null if
   *     none was judged
   * @param recent the same over the latest seconds
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
   * Values per second, oldest first; null if there is no value.
   *
   * @param first second of the first value, since 1970
   * @param predicted images per second; null if not known yet
   * @param p50 median latency, milliseconds
   * @param p99 99th percentile of the latency, milliseconds
   * @param accuracy accuracy of all models over the ten seconds up to each second
   */
  record Curves(
      long first, List<Long> predicted, List<Long> p50, List<Long> p99, List<Double> accuracy) {}

  /**
   * An image with its prediction.
   *
   * @param sequence number under which its bytes are requested
   * @param latency milliseconds from {@code capturedAt} to {@code predictedAt}
   * @param truth its true class; null if not known @param right true if the best class is the true
   *     one; null if not known
   * @param classes best first
   * @param routing what a deployment decided; null if a model was activated for all images
   */
  record ShownImage(
      long sequence,
      String id,
      String source,
      String model,
      long latency,
      String truth,
      Boolean right,
      List<Guess> classes,
      Routing routing) {}

  /** A class and its probability, 0 to 1. */
  record Guess(String label, float probability) {}

  /**
   * An image that could not be classified.
   *
   * @param at milliseconds since 1970
   */
  record Rejection(
      long sequence, long at, String id, String stage, String reason, String message) {}
}
