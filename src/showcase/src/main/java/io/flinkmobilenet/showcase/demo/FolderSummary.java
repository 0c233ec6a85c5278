package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.cli.terminal.Output;
import java.util.Locale;
import java.util.Map;

/**
 * Summary of a demonstration with a folder.
 *
 * @param images number of files in the folder
 * @param predicted number of classified images
 * @param rejected number of rejected images
 * @param unsent number of files that Kafka did not accept
 * @param seconds time from the submission of the job until the last prediction was readable
 * @param model name and version
 * @param digest of the model
 * @param kernel name of the kernels in use
 * @param parallelism of the job
 */
record FolderSummary(
    int images,
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
        "pictures", images,
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
        "%d images: %d predicted, %d rejected, %d not sent; %.1f s from the job's submission to"
            + " the last prediction, %s images per second; model %s (%s), kernel %s, parallelism"
            + " %d",
        images,
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
