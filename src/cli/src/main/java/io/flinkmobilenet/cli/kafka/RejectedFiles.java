package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes rejected images into a folder. */
final class RejectedFiles {
  private static final int LONGEST_NAME = 100;

  private RejectedFiles() {}

  /**
   * Writes the image or, if the record is not an image event or refers to its image, its whole
   * value.
   */
  static void save(RejectedImage rejected, Path folder) throws IOException {
    Files.createDirectories(folder);
    byte[] value = bytes(rejected.getValue());
    Files.write(folder.resolve(name(rejected)), image(value));
  }

  private static byte[] image(byte[] value) {
    try {
      ImageEvent event = EventCodec.of(ImageEvent.class).decode(value);
      return event.getUri() == null ? bytes(event.getImage()) : value;
    } catch (UnreadableEventException e) {
      return value;
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

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
