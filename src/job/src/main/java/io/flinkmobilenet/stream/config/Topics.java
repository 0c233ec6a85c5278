package io.flinkmobilenet.stream.config;

import java.util.List;

/**
 * The names of the topics that the job reads and writes.
 *
 * @param images input: {@code ImageEvent}
 * @param models input: {@code ModelEvent}; one partition
 * @param predictions output: {@code Prediction}
 * @param rejected output: {@code RejectedImage}
 * @param status output: {@code ModelStatus}
 * @param decisions output, and input: {@code ModelDecision}; one partition
 */
public record Topics(
    String images,
    String models,
    String predictions,
    String rejected,
    String status,
    String decisions) {
  /** Returns the names of all six topics. */
  public List<String> all() {
    return List.of(images, models, predictions, rejected, status, decisions);
  }
}
