package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;

/** Fallback name for a record without an id: topic-partition@offset. */
final class RecordName {
  private RecordName() {}

  /** The image's id or, if it has none, its record's origin. */
  static String of(RejectedImage image) {
    return image.getImageId() != null ? image.getImageId() : of(image.getOrigin());
  }

  /** Topic, partition and offset: {@code images-2@17}. */
  static String of(RecordOrigin origin) {
    return "%s-%d@%d".formatted(origin.getTopic(), origin.getPartition(), origin.getOffset());
  }
}
