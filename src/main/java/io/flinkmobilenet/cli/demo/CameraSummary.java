package io.flinkmobilenet.cli.demo;

import io.flinkmobilenet.cli.kafka.Published;
import io.flinkmobilenet.cli.terminal.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a demonstration with the camera came to.
 *
 * @param sent by the camera
 * @param ledger what came back
 * @param seconds from the first picture until the camera was stopped
 * @param started when the camera began, milliseconds since 1970
 * @param published when the other model was published, seconds after the camera began; null where
 *     it was not
 * @param about kernel, parallelism, page
 */
record CameraSummary(
    Published sent,
    FrameLedger ledger,
    double seconds,
    long started,
    Double published,
    Map<String, Object> about) {
  /** Frames of which nothing came back. */
  long lost() {
    return sent.pictures() - ledger.back();
  }

  /** Whether every frame was classified, and once. */
  boolean complete() {
    return lost() == 0 && ledger.twice() == 0 && ledger.rejected() + sent.failed() == 0;
  }

  Map<String, Object> fields() {
    Map<String, Object> fields =
        Output.object(
            "pictures", sent.pictures(),
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
        "%,d pictures in %.1f s, %s a second: %,d predicted, %,d rejected, %,d not sent, %,d lost, %,d twice"
            .formatted(
                sent.pictures(),
                seconds,
                Rate.text(perSecond()),
                ledger.predicted(),
                ledger.rejected(),
                sent.failed(),
                lost(),
                ledger.twice()));
    if (ledger.predicted() > 0) {
      lines.add("predicted after " + quantilesInWords(ledger.latencies()));
      lines.add("to be read after " + quantilesInWords(ledger.readable()) + ": exactly once");
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
            ? "%,d pictures".formatted(score.predicted())
            : CameraDisplay.percent(score.accuracy())
                + " of %,d pictures right".formatted(score.judged());
    return "%s from %.1f s: %s".formatted(score.model(), after(score), result);
  }

  /** When the model made its first prediction, seconds after the camera began. */
  private double after(ModelScore score) {
    return Math.max(0, score.since() - started) / 1e3;
  }

  private Double perSecond() {
    return Rate.of(sent.pictures(), seconds);
  }

  private static Map<String, Object> quantiles(LatencyCounts latencies) {
    return Output.object("p50", latencies.quantile(0.5), "p99", latencies.quantile(0.99));
  }

  private static String quantilesInWords(LatencyCounts latencies) {
    return String.format(
        Locale.ROOT,
        "%d ms (median), %d ms (99 of 100)",
        latencies.quantile(0.5),
        latencies.quantile(0.99));
  }
}
