package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.event.RecordOrigin;

/** What a record is called that has no name of its own. */
final class RecordName {
  private RecordName() {}

  /** Topic, partition and offset: {@code images-2@17}. */
  static String of(RecordOrigin origin) {
    return "%s-%d@%d".formatted(origin.getTopic(), origin.getPartition(), origin.getOffset());
  }
}
