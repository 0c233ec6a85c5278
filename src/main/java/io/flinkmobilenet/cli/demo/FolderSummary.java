package io.flinkmobilenet.cli.demo;

import io.flinkmobilenet.cli.terminal.Output;
import java.util.Locale;
import java.util.Map;

/**
 * What a demonstration came to.
 *
 * @param pictures files in the folder
 * @param predicted pictures that were classified
 * @param rejected pictures that could not be
 * @param unsent files that Kafka did not take
 * @param seconds from the submission of the job to the last prediction that could be read
 * @param model name and version
 * @param digest of the model
 * @param kernel which ran
 * @param parallelism of the job
 */
record FolderSummary(
    int pictures,
    long predicted,
    long rejected,
    long unsent,
    double seconds,
    String model,
    String digest,
    String kernel,
    int parallelism) {
  private static final int DIGEST_SHOWN = 12;

  Map<String, Object> fields() {
    return Output.object(
        "pictures", pictures,
        "predicted", predicted,
        "rejected", rejected,
        "unsent", unsent,
        "seconds", seconds,
        "picturesPerSecond", perSecond(),
        "model", model,
        "digest", digest,
        "kernel", kernel,
        "parallelism", parallelism);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%d pictures: %d predicted, %d rejected, %d not sent; %.1f s from the job's submission to"
            + " the last prediction, %s pictures a second; model %s (%s), kernel %s, parallelism"
            + " %d",
        pictures,
        predicted,
        rejected,
        unsent,
        seconds,
        Rate.text(perSecond()),
        model,
        digest.substring(0, DIGEST_SHOWN),
        kernel,
        parallelism);
  }

  private Double perSecond() {
    return Rate.of(predicted + rejected, seconds);
  }
}
