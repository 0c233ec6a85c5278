package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;

/** What a record is called that has no name of its own. */
final class RecordName {
  private RecordName() {}

  /** The picture's id, or where it came from. */
  static String of(RejectedImage image) {
    return image.getImageId() != null ? image.getImageId() : of(image.getOrigin());
  }

  /** Topic, partition and offset: {@code images-2@17}. */
  static String of(RecordOrigin origin) {
    return "%s-%d@%d".formatted(origin.getTopic(), origin.getPartition(), origin.getOffset());
  }
}
