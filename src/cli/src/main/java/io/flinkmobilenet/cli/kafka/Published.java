package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.Output;
import java.util.Map;

/**
 * The result of publishing images.
 *
 * @param images number of images that Kafka has acknowledged
 * @param failed number of files that could not be read, were not accepted, or were named but are
 *     not images
 * @param skipped number of files in folders that are not images
 * @param bytes bytes of the acknowledged images
 * @param seconds time from the first image to the last
 */
public record Published(long images, long failed, long skipped, long bytes, double seconds) {
  /**
   * Prints the result of a camera.
   *
   * @param what the images, as a plural
   * @param more names and values of further JSON fields
   */
  public void print(Output out, String topic, String what, Object... more) {
    if (out.json()) {
      Map<String, Object> fields = Output.object("topic", topic);
      fields.putAll(Output.object(more));
      fields.putAll(
          Output.object("published", images, "failed", failed, "bytes", bytes, "seconds", seconds));
      out.json(fields);
    } else {
      out.text(
          "sent %d %s (%d bytes) to %s in %.1f s, %d failed"
              .formatted(images, what, bytes, topic, seconds, failed));
    }
  }
}
