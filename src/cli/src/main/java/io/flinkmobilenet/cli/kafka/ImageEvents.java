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
 * Creates image events from files.
 *
 * @param idPrefix prefix of every id
 * @param source origin of the images, or null
 * @param attributes attributes of every image
 * @param now true if the images are dated by the current time, not by when their files were last
 *     changed
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

  /** Creates an event that says where the image is, and which one it is. */
  ImageEvent reference(ImageFile file, FileReferences references, int round) throws IOException {
    ImageEvent event = event(file, new byte[0], round);
    event.setUri(references.uri(file));
    event.setSha256(FileReferences.sha256(file));
    return event;
  }

  private String id(ImageFile file, int round) {
    return idPrefix + file.name() + (round == 1 ? "" : "#" + round);
  }

  private Instant capturedAt(ImageFile file) throws IOException {
    Instant time = now ? Instant.now() : Files.getLastModifiedTime(file.path()).toInstant();
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
