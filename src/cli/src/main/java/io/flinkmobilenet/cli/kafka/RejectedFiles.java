package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.format.EventFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes rejected images into a folder. */
final class RejectedFiles {
  private static final int LONGEST_NAME = 100;

  private RejectedFiles() {}

  /**
   * Writes the image or, if the record is not an image event or refers to its image, its whole
   * value.
   */
  static void save(RejectedImage rejected, EventFormat<ImageEvent> format, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name(rejected)), image(rejected, format));
  }

  private static byte[] image(RejectedImage rejected, EventFormat<ImageEvent> format) {
    try {
      ImageEvent event = format.read(original(rejected));
      return bytes(event.getUri() == null ? event.getImage() : rejected.getValue());
    } catch (UnreadableEventException e) {
      return bytes(rejected.getValue());
    }
  }

  /**
   * Partition and offset make the name unique. Characters of the id that a file system might not
   * accept are replaced.
   */
  private static String name(RejectedImage rejected) {
    RecordOrigin origin = rejected.getOrigin();
    String id = rejected.getImageId() == null ? "record" : rejected.getImageId();
    String harmless = id.replaceAll("[^A-Za-z0-9._-]", "_");
    int from = Math.max(0, harmless.length() - LONGEST_NAME);
    return "%d-%d-%s"
        .formatted(origin.getPartition(), origin.getOffset(), harmless.substring(from));
  }

  /** Returns the record that was rejected, as far as the rejection has it: without its headers. */
  static ConsumerRecord<byte[], byte[]> original(RejectedImage rejected) {
    RecordOrigin origin = rejected.getOrigin();
    return new ConsumerRecord<>(
        origin.getTopic(),
        origin.getPartition(),
        origin.getOffset(),
        rejected.getImageId() == null
            ? null
            : rejected.getImageId().getBytes(StandardCharsets.UTF_8),
        bytes(rejected.getValue()));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
