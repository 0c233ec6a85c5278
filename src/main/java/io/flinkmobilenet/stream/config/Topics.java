package io.flinkmobilenet.stream.config;

import java.util.List;

/**
 * The names of the topics that the job reads and writes.
 *
 * @param images read: {@code ImageEvent}
 * @param models read: {@code ModelEvent}; one partition
 * @param predictions written: {@code Prediction}
 * @param rejected written: {@code RejectedImage}
 * @param status written: {@code ModelStatus}
 */
public record Topics(
    String images, String models, String predictions, String rejected, String status) {
  /** All five. */
  public List<String> all() {
    return List.of(images, models, predictions, rejected, status);
  }
}
