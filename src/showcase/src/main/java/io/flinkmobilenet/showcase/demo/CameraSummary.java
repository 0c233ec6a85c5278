package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.cli.kafka.Published;
import io.flinkmobilenet.cli.terminal.LatencyHistogram;
import io.flinkmobilenet.cli.terminal.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Summary of a demonstration with the camera.
 *
 * @param sent number of images that the camera sent
 * @param ledger the results that came back
 * @param seconds time from the first image until the camera was stopped
 * @param started time at which the camera started, milliseconds since 1970
 * @param published time at which the other model was published, seconds after the camera started;
 *     null if it was not
 * @param about kernel, parallelism, page
 */
record CameraSummary(
    Published sent,
    FrameLedger ledger,
    double seconds,
    long started,
    Double published,
    Map<String, Object> about) {
  /** Number of frames without a result. */
  long lost() {
    return sent.images() - ledger.back();
  }

  /** True if every frame was classified exactly once. */
  boolean complete() {
    return lost() == 0 && ledger.twice() == 0 && ledger.rejected() + sent.failed() == 0;
  }

  Map<String, Object> fields() {
    Map<String, Object> fields =
        Output.object(
            "pictures", sent.images(),
            "predicted", ledger.predicted(),
            "rejected", ledger.rejected(),
            "unsent", sent.failed(),
            "lost", lost(),
            "twice", ledger.twice(),
            "seconds", seconds,
            "picturesPerSecond", perSecond(),
            "latencyMillis", quantiles(ledger.latencies()),
            "readableMillis", quantiles(ledger.readable()),
            "models", ledger.models().stream().map(this::fields).toList(),
            "swapPublished", published);
    fields.putAll(about);
    return fields;
  }

  List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%,d images in %.1f s, %s per second: %,d predicted, %,d rejected, %,d not sent, %,d lost, %,d twice"
            .formatted(
                sent.images(),
                seconds,
                Rate.text(perSecond()),
                ledger.predicted(),
                ledger.rejected(),
                sent.failed(),
                lost(),
                ledger.twice()));
    if (ledger.predicted() > 0) {
      lines.add("predicted after " + quantilesInWords(ledger.latencies()));
      lines.add("readable after " + quantilesInWords(ledger.readable()) + ": exactly once");
    }
    ledger.models().forEach(model -> lines.add(inWords(model)));
    about.forEach((name, value) -> lines.add(name + " " + value));
    return lines;
  }

  private Map<String, Object> fields(ModelScore score) {
    return Output.object(
        "model", score.model(),
        "firstAfter", after(score),
        "predicted", score.predicted(),
        "right", score.judged() == 0 ? null : score.right(),
        "accuracy", score.accuracy());
  }

  private String inWords(ModelScore score) {
    String result =
        score.accuracy() == null
            ? "%,d images".formatted(score.predicted())
            : CameraDisplay.percent(score.accuracy())
                + " of %,d images right".formatted(score.judged());
    return "%s from %.1f s: %s".formatted(score.model(), after(score), result);
  }

  /** Time of the model's first prediction, seconds after the camera started. */
  private double after(ModelScore score) {
    return Math.max(0, score.since() - started) / 1e3;
  }

  private Double perSecond() {
    return Rate.of(sent.images(), seconds);
  }

  private static Map<String, Object> quantiles(LatencyHistogram latencies) {
    return Output.object("p50", latencies.quantile(0.5), "p99", latencies.quantile(0.99));
  }

  private static String quantilesInWords(LatencyHistogram latencies) {
    return String.format(
        Locale.ROOT,
        "%d ms (median), %d ms (99th percentile)",
        latencies.quantile(0.5),
        latencies.quantile(0.99));
  }
}
