package io.flinkmobilenet.showcase.camera;

import io.flinkmobilenet.event.ImageAttributes;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.showcase.roadsigns.CameraFrame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Creates image events from frames, dated by the current time and with the true class as an
 * attribute.
 *
 * @param seed seed of the camera
 * @param source origin of the images
 */
record FrameEvents(long seed, String source) {
  ImageEvent event(CameraFrame frame) {
    return ImageEvent.newBuilder()
        .setId("camera/%d/%d".formatted(seed, frame.index()))
        .setImage(ByteBuffer.wrap(frame.jpeg()))
        .setSource(source)
        .setCapturedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setAttributes(Map.of(ImageAttributes.TRUE_CLASS, frame.sign().label()))
        .build();
  }
}
