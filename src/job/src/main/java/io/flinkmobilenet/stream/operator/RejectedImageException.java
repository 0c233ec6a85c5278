package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.stream.config.JobOptions;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.Origin;
import io.flinkmobilenet.stream.state.RecordDefect;
import io.flinkmobilenet.stream.state.RefusedImage;
import java.nio.ByteBuffer;
import org.apache.flink.configuration.ConfigOption;

/** Thrown if an image cannot be classified and the job is not at fault. */
final class RejectedImageException extends Exception {
  private static final long serialVersionUID = 1;

  private final Stage stage;
  private final Reason reason;

  private RejectedImageException(Stage stage, Reason reason, String message, Throwable cause) {
    super(Brief.of(message), cause);
    this.stage = stage;
    this.reason = reason;
  }

  /** The value is not a usable event. */
  static RejectedImageException of(RecordDefect defect) {
    Reason reason = defect.reason();
    return new RejectedImageException(
        Stage.DESERIALIZE, reason, defect.message() + hint(reason), null);
  }

  /** The event has no image that can be decoded. */
  static RejectedImageException of(InvalidImageException e) {
    Reason reason = Reason.valueOf(e.reason().name());
    return new RejectedImageException(Stage.DECODE, reason, e.getMessage() + hint(reason), e);
  }

  /** What raises a limit: decoder and fetcher, which know no options of the job, do not say it. */
  private static String hint(Reason reason) {
    return switch (reason) {
      case TOO_MANY_BYTES -> raisedBy(JobOptions.MAX_IMAGE_BYTES);
      case TOO_MANY_PIXELS -> raisedBy(JobOptions.MAX_IMAGE_PIXELS);
      default -> "";
    };
  }

  private static String raisedBy(ConfigOption<?> option) {
    return "; the job's option --" + option.key() + " raises the limit";
  }

  /** An unexpected failure on this image, which must not stop the others. */
  static RejectedImageException of(Stage stage, RuntimeException e) {
    return new RejectedImageException(
        stage, Reason.INTERNAL_ERROR, e.getClass().getName() + ": " + e.getMessage(), e);
  }

  Reason reason() {
    return reason;
  }

  /** Returns the event that reports the rejection. */
  RefusedImage event(ImageRecord record) {
    Origin origin = record.origin();
    RejectedImage event =
        new RejectedImage(
            record.id(),
            new RecordOrigin(origin.topic(), origin.partition(), origin.offset()),
            stage,
            reason,
            getMessage(),
            ByteBuffer.wrap(record.copyOfValue()),
            StatusListener.now());
    return new RefusedImage(event, record.headers());
  }
}
