package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.event.ImageEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Makes image events of files.
 *
 * @param idPrefix put before every id
 * @param source who took the pictures, or null
 * @param attributes of every picture
 * @param now whether pictures were taken now, and not when their files were changed
 */
public record ImageEvents(
    String idPrefix, String source, Map<String, String> attributes, boolean now) {
  ImageEvent event(ImageFile file, byte[] bytes, int round) throws IOException {
    return ImageEvent.newBuilder()
        .setId(id(file, round))
        .setImage(ByteBuffer.wrap(bytes))
        .setSource(source)
        .setCapturedAt(capturedAt(file))
        .setAttributes(attributes)
        .build();
  }

  private String id(ImageFile file, int round) {
    return idPrefix + file.name() + (round == 1 ? "" : "#" + round);
  }

  private Instant capturedAt(ImageFile file) throws IOException {
    Instant time = now ? Instant.now() : Files.getLastModifiedTime(file.path()).toInstant();
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
