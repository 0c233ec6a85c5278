package io.flinkmobilenet.cli.camera;

import io.flinkmobilenet.camera.CameraFrame;
import io.flinkmobilenet.event.ImageAttributes;
import io.flinkmobilenet.event.ImageEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Makes image events of frames: taken now, and with what they truly show among the attributes.
 *
 * @param seed of the camera
 * @param source who took them
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
